import { strengthOf, type AdviceRule } from './advice.ts';
import { meanOf, samplesSince } from './samples.ts';
import { bytesText, percentText } from './words.ts';

const windowMs = 10_000;

/** A container has nearly all the memory that it may have: the kernel will soon kill one of its processes. */
export const nearLimit: AdviceRule = ({ containers, nowMs }) =>
  containers.flatMap((container) => {
    const { label, containerId, facts } = container;
    const limit = facts.memoryLimitBytes;
    const used = meanOf(samplesSince(container, nowMs - windowMs), (sample) => sample.memoryBytes);
    if (limit === undefined || used === undefined) return [];
    const share = used / limit;
    const strength = strengthOf(share, { firm: 0.9, faint: 0.85 });
    if (strength === undefined) return [];
    return [
      {
        strength,
        advice: {
          key: `near limit ${containerId}`,
          severity: share >= 0.97 ? 'critical' : 'warning',
          message: `${label} uses ${bytesText(used)} of the ${bytesText(limit)} that it may use (${percentText(share)}).`,
          remedy: 'Raise deploy.resources.limits.memory, or make it use less.',
          containerId,
        },
      },
    ];
  });
