import type { AdviceRule } from './advice.ts';
import { strengthOf } from './advice.ts';
import { highest, meanOf, samplesSince } from './samples.ts';
import { coresText, percentText } from './words.ts';

const windowMs = 30_000;

/** All processors are busy with containers; said where pressure, which says more, is not known. */
export const busyHost: AdviceRule = ({ containers, hostCpus, nowMs, pressure }) => {
  if (pressure?.kind === 'available') return [];
  const used = containers.map((container) => ({
    container,
    cores: meanOf(samplesSince(container, nowMs - windowMs), ({ cpuCores }) => cpuCores) ?? 0,
  }));
  const total = used.reduce((sum, { cores }) => sum + cores, 0);
  const strength = strengthOf(total / hostCpus, { firm: 0.9, faint: 0.75 });
  const busiest = highest(used, ({ cores }) => cores)?.item;
  if (strength === undefined || busiest === undefined) return [];
  const { label, containerId } = busiest.container;
  return [
    {
      strength,
      advice: {
        key: 'busy host',
        severity: 'hint',
        message: `Containers use ${percentText(total / hostCpus)} of all processors, ${label} most: ${coresText(busiest.cores)} of ${String(hostCpus)}.`,
        remedy: `Give ${label} a limit (deploy.resources.limits.cpus), or pause it.`,
        containerId,
      },
    },
  ];
};
