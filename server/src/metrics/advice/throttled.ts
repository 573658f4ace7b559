import { strengthOf, type AdviceRule } from './advice.ts';
import { meanOf, samplesSince } from './samples.ts';
import { coresText, percentText } from './words.ts';

const windowMs = 60_000;
/** A start takes all it gets, and that is no reason to raise a limit. */
const fewest = 30;

/** A container is held back by its CPU limit most of the time. */
export const throttled: AdviceRule = ({ containers, nowMs }) =>
  containers.flatMap((container) => {
    const { label, containerId, facts } = container;
    const samples = samplesSince(container, nowMs - windowMs).filter(
      ({ cpuThrottled }) => cpuThrottled !== undefined,
    );
    const share = meanOf(samples, ({ cpuThrottled = 0 }) => cpuThrottled) ?? 0;
    const strength = strengthOf(share, { firm: 0.5, faint: 0.35 });
    if (samples.length < fewest || strength === undefined) return [];
    const limit = facts.cpuLimitCores;
    const now = limit === undefined ? '' : `, which is ${coresText(limit)} now`;
    return [
      {
        strength,
        advice: {
          key: `throttled ${containerId}`,
          severity: 'warning',
          message: `${label} was held back by its CPU limit ${percentText(share)} of the last minute.`,
          remedy: `Raise deploy.resources.limits.cpus${now}.`,
          containerId,
        },
      },
    ];
  });
