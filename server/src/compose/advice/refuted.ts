import { healthcheckOf } from '../../dockerfile/healthcheck.ts';
import type { Finding } from '../finding.ts';
import type { AdvisedProject } from './advice.ts';

/** What shows that a finding of the loader, which looks at compose files alone, is none. */
type Refutes = (finding: Finding, project: AdvisedProject) => boolean;

/** A service whose image is built here may have its healthcheck from the Dockerfile. */
const hasHealthcheck: Refutes = ({ at = [] }, { model, facts }) => {
  const service = model.services[String(at[3])];
  const dockerfile = service?.build && facts.dockerfiles.of(service.build);
  if (service?.healthcheck !== undefined || dockerfile === undefined) return false;
  return healthcheckOf(dockerfile, service?.build?.target) === 'on';
};

const refuters: Readonly<Record<string, Refutes>> = {
  'healthy-without-healthcheck': hasHealthcheck,
};

/** The findings that do not hold once the world is looked at. */
export const refuted = (
  findings: readonly Finding[],
  project: AdvisedProject,
): readonly Finding[] =>
  findings.filter((finding) => refuters[finding.code]?.(finding, project) === true);
