import { healthcheckOf } from '../../dockerfile/healthcheck.ts';
import type { Finding } from '../finding.ts';
import { imageNameOf } from '../run/names.ts';
import type { AdvisedProject } from './advice.ts';

/** What is left of a finding of the loader, which looks at compose files alone, in the world as it is. */
type Refine = (finding: Finding, project: AdvisedProject) => Finding | undefined;

/** The image of a service may have a healthcheck: the one that is built here, the one on the engine. */
const healthOfImage: Refine = (finding, { model, facts }) => {
  const name = String(finding.at?.[3]);
  const service = model.services[name];
  if (service === undefined || service.healthcheck !== undefined) return finding;
  if (service.build !== undefined) {
    const dockerfile = facts.dockerfiles.of(service.build);
    const isOn = dockerfile && healthcheckOf(dockerfile, service.build.target) === 'on';
    return isOn === true ? undefined : finding;
  }
  const image = facts.engine?.image(imageNameOf(model.name, name, service));
  if (image === undefined || image === 'absent') return finding;
  if (image.healthcheck !== undefined) return undefined;
  const waiting = String(finding.at?.[1]);
  const message = `"${name}" has no healthcheck, neither here nor in its image: starting "${waiting}" fails.`;
  return { ...finding, message };
};

const refinements: Readonly<Record<string, Refine>> = {
  'healthy-without-healthcheck': healthOfImage,
};

/** The findings that hold once the world is looked at, as exact as that makes them. */
export const refined = (
  findings: readonly Finding[],
  project: AdvisedProject,
): readonly Finding[] =>
  findings.flatMap((finding) => {
    const refine = refinements[finding.code];
    return refine === undefined ? [finding] : (refine(finding, project) ?? []);
  });
