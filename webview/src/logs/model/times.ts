const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');

/** `14:03:07.042`, in the user's own time zone. */
export const clockTime = (timeMs: number): string => {
  const time = new Date(timeMs);
  const seconds = `${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}`;
  return `${seconds}.${pad(time.getMilliseconds(), 3)}`;
};

/** `2026-01-02 14:03:07.042`: a line that is kept may be of another day. */
export const fullTime = (timeMs: number): string => {
  const time = new Date(timeMs);
  const day = `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
  return `${day} ${clockTime(timeMs)}`;
};

const units = [
  { name: 'd', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'm', ms: 60_000 },
  { name: 's', ms: 1000 },
] as const;

/** How long ago, in its largest unit: `now`, `12s`, `3m`, `2h`, `5d`. */
export const age = (timeMs: number, nowMs: number): string => {
  const passed = nowMs - timeMs;
  const unit = units.find(({ ms }) => passed >= ms);
  return unit === undefined ? 'now' : `${Math.floor(passed / unit.ms)}${unit.name}`;
};
