const units: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** "90s", "15m", "2h 30m", "1d": how long before now. */
const span = /^(?:\d+\s*[smhd]\s*)+$/i;
const spanPart = /(\d+)\s*([smhd])/gi;
/** "14:30", "14:30:15", "2026-03-01", "2026-03-01 14:30". */
const moment =
  /^(?:(\d{4})-(\d{1,2})-(\d{1,2}))?(?:(?:^|[ T])(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?$/;

/** The moment that a person means, in the time zone of this machine; a time alone is the last one. */
export const parseSince = (input: string, nowMs: number): number | undefined => {
  const text = input.trim();
  if (text === '') return undefined;
  if (span.test(text)) return nowMs - lengthOf(text);
  const found = moment.exec(text);
  if (found === null) return undefined;
  const [year, month, day, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1, 7)
    .map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const now = new Date(nowMs);
  const milliseconds = Number((found[7] ?? '').padEnd(3, '0'));
  const date = new Date(
    year ?? now.getFullYear(),
    month === undefined ? now.getMonth() : month - 1,
    day ?? now.getDate(),
    hours,
    minutes,
    seconds,
    milliseconds,
  );
  // 31 February would be some day of March.
  if (day !== undefined && date.getDate() !== day) return undefined;
  if (year === undefined && date.getTime() > nowMs) date.setDate(date.getDate() - 1);
  return date.getTime();
};

const lengthOf = (text: string): number => {
  let length = 0;
  for (const [, count = '0', unit = ''] of text.matchAll(spanPart)) {
    length += Number(count) * (units[unit.toLowerCase()] ?? 0);
  }
  return length;
};
