import { findTarget, isStandard } from '../../../dockerfile/stages.ts';
import { referencePage } from '../../catalog/reference-page.ts';
import { nearestName } from '../../nearest-name.ts';
import { serviceAdvice } from '../advice.ts';

/** The builder looks for the stage before it does anything else. */
export const buildTargetMissing = serviceAdvice(
  {
    code: 'build-target-missing',
    severity: 'warning',
    summary: 'A build target that is no stage of the Dockerfile.',
    url: referencePage('build', 'target'),
  },
  function* ({ build }, name, { facts }) {
    const target = build?.target ?? '';
    const dockerfile = build && facts.dockerfiles.of(build);
    if (target === '' || dockerfile === undefined || dockerfile.stages.length === 0) return;
    if (!isStandard(dockerfile) || findTarget(dockerfile, target) !== undefined) return;
    const names = dockerfile.stages.flatMap((stage) => stage.name?.text ?? []);
    const near = nearestName(target, names);
    const where =
      build?.dockerfile_inline === undefined
        ? (build?.dockerfile ?? 'Dockerfile')
        : 'The Dockerfile';
    yield {
      at: ['services', name, 'build', 'target'],
      message: `${where} has no stage "${target}": building fails.`,
      hint:
        near !== undefined
          ? `Did you mean \`${near}\`?`
          : names.length === 0
            ? 'None of its stages has a name.'
            : `Its stages: ${names.join(', ')}.`,
    };
  },
);
