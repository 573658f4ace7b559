import { referencePage } from '../../catalog/reference-page.ts';
import type { ComposeService } from '../../model.ts';
import { serviceAdvice } from '../advice.ts';

/** One service that leaks memory or spins takes all others of the host down with it. */
export const noLimits = serviceAdvice(
  {
    code: 'no-limits',
    severity: 'hint',
    summary: 'A service without a limit for its memory or its CPUs.',
    url: referencePage('deploy', 'resources'),
  },
  function* (service, name) {
    if (service.provider !== undefined) return;
    const missing = [
      ...(hasMemoryLimit(service) ? [] : ['memory']),
      ...(hasCpuLimit(service) ? [] : ['CPUs']),
    ];
    if (missing.length === 0) return;
    yield {
      at: ['services', name],
      message: `This service may take all ${missing.join(' and all ')} of the host.`,
      hint: 'Set them under `deploy.resources.limits`.',
    };
  },
);

const hasMemoryLimit = ({ mem_limit: limit, deploy }: ComposeService): boolean =>
  (limit ?? deploy?.resources?.limits?.memory) !== undefined;

const hasCpuLimit = (service: ComposeService): boolean =>
  [
    service.cpus,
    service.cpu_quota,
    service.cpu_count,
    service.cpu_percent,
    service.cpuset,
    service.deploy?.resources?.limits?.cpus,
  ].some((limit) => limit !== undefined);
