const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const units = [
  { name: 'year', ms: 365 * day, from: 2 * 365 * day },
  { name: 'month', ms: 30 * day, from: 60 * day },
  { name: 'week', ms: 7 * day, from: 14 * day },
  { name: 'day', ms: day, from: 2 * day },
  { name: 'hour', ms: hour, from: hour },
  { name: 'minute', ms: minute, from: minute },
  { name: 'second', ms: second, from: second },
] as const;

/** "5 minutes", in the largest unit of which there is at least a good one. */
export const age = (ms: number): string => {
  const unit = units.find(({ from }) => ms >= from);
  if (unit === undefined) return 'less than a second';
  const count = Math.floor(ms / unit.ms);
  return `${count} ${unit.name}${count === 1 ? '' : 's'}`;
};
