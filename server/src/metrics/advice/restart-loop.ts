import { strengthOf, type AdviceRule } from './advice.ts';
import { minutesText } from './words.ts';

const windowMs = 5 * 60_000;

/** A service ends again and again though nobody asks it to. */
export const restartLoop: AdviceRule = ({ crashes, containers, nowMs }) => {
  const counts = new Map<string, number>();
  for (const { label, timeMs } of crashes) {
    if (nowMs - timeMs <= windowMs) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts].flatMap(([label, count]) => {
    const strength = strengthOf(count, { firm: 3, faint: 2 });
    if (strength === undefined) return [];
    const containerId = containers.find((container) => container.label === label)?.containerId;
    return [
      {
        strength,
        advice: {
          key: `restart loop ${label}`,
          severity: 'critical',
          message: `${label} ended ${String(count)} times in ${minutesText(windowMs)}.`,
          remedy: 'Its log says why; stop it, or mend it and start it again.',
          ...(containerId !== undefined && { containerId }),
        },
      },
    ];
  });
};
