import type { ComposeService } from '../../model.ts';
import type { RuleFinding } from '../../rules/rule.ts';
import type { Path } from '../../yaml/tree.ts';
import { refused } from './refused.ts';

/** What the engine takes for shares of CPU time. Source: moby `verifyPlatformContainerResources`. */
export const cpuLimit = refused(
  {
    code: 'cpu-limit',
    summary: 'A limit of CPU time that engines refuse.',
    url: 'https://docs.docker.com/engine/containers/resource_constraints/#cpu',
  },
  function* (service, at) {
    const limit = service.deploy?.resources?.limits?.cpus;
    const inDeploy: Path = [...at, 'deploy', 'resources', 'limits', 'cpus'];
    const cpus = limit ?? service.cpus;
    const place = limit === undefined ? [...at, 'cpus'] : inDeploy;
    if (cpus !== undefined && Number(cpus) < 0) {
      yield { at: place, message: `${cpus} CPUs are fewer than none.`, hint: 'Write 0.5 or more.' };
    }
    yield* outOfRange(service, at);
    if (cpus === undefined || Number(cpus) === 0) return;
    for (const key of ['cpu_period', 'cpu_quota'] as const) {
      if (Number(service[key] ?? 0) === 0) continue;
      yield {
        at: [...at, key],
        message: `The engine takes either \`cpus\` or \`${key}\`, and here are both.`,
        hint: `Remove \`${key}\`: \`cpus\` says the same in CPUs.`,
        related: [{ at: place, message: `${cpus} CPUs` }],
      };
    }
  },
);

/** In microseconds; 0 is the engine's own. */
function* outOfRange(service: ComposeService, at: Path): Generator<RuleFinding> {
  const period = Number(service.cpu_period ?? 0);
  if (period !== 0 && (period < 1000 || period > 1_000_000)) {
    yield {
      at: [...at, 'cpu_period'],
      message: `A period of ${period} µs is not between 1000 µs and 1000000 µs.`,
      hint: 'Write 100000, which is what engines use without it.',
    };
  }
  const quota = Number(service.cpu_quota ?? 0);
  if (quota > 0 && quota < 1000) {
    yield {
      at: [...at, 'cpu_quota'],
      message: `A quota of ${quota} µs is less than 1000 µs.`,
      hint: 'Write microseconds of CPU time a period: 50000 is half a CPU.',
    };
  }
}
