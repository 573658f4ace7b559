/** A whole number from 0 on. */
export const parseCount = (text: string): number | undefined =>
  /^\d+$/.test(text) ? Number(text) : undefined;

/** "all", or a whole number from 0 on. */
export const parseTail = (text: string): number | 'all' | undefined =>
  text === 'all' ? 'all' : parseCount(text);

const unitsMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * A time: as ISO 8601 has it, seconds since 1970, or how long ago ("42m", "1h30m"), as Compose takes
 * it for `--since`.
 */
export const parseSince = (text: string, nowMs: number): number | undefined => {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (/^(\d+(\.\d+)?[smhd])+$/.test(text)) {
    const parts = text.matchAll(/(\d+(?:\.\d+)?)([smhd])/g);
    let ago = 0;
    for (const [, count, unit] of parts)
      ago += Number(count) * unitsMs[unit as keyof typeof unitsMs];
    return nowMs - ago;
  }
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
};

/** `web=3`. */
export const parseScale = (text: string): readonly [string, number] | undefined => {
  const [, service, count] = /^([^=]+)=(\d+)$/.exec(text) ?? [];
  return service === undefined ? undefined : [service, Number(count)];
};

/** `name=value`, or a name alone. */
export const parseLabel = (text: string): readonly [string, string] | undefined => {
  const [, name, value = ''] = /^([^=]+)(?:=(.*))?$/s.exec(text) ?? [];
  return name === undefined ? undefined : [name, value];
};
