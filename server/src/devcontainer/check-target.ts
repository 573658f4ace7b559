import { problemOf, type Problem } from '../compose/language/beside/problem.ts';
import type { LanguageWorkspace } from '../compose/language/workspace.ts';
import { nearestName } from '../compose/nearest-name.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { findTarget, isStandard } from '../dockerfile/stages.ts';
import { devcontainerFindings as findings } from './findings.ts';
import { originAt, type OpenDevcontainer } from './reader.ts';

/** Whether its Dockerfile has the stage that it names. */
export const checkTarget = async (
  open: OpenDevcontainer,
  workspace: LanguageWorkspace,
): Promise<readonly Problem[]> => {
  const { target } = open.devcontainer.build;
  if (target === undefined || target.text === '' || target.text.includes('$')) return [];
  const text = open.dockerfile && (await workspace.text(open.dockerfile.path));
  const dockerfile = parseDockerfile(text ?? '');
  const isOther = !isStandard(dockerfile) || dockerfile.stages.length === 0;
  if (isOther || findTarget(dockerfile, target.text) !== undefined) return [];
  const names = dockerfile.stages.flatMap(({ name }) => name?.text ?? []);
  const near = nearestName(target.text, names);
  const origin = originAt(open, target);
  return [
    problemOf(findings.target, origin, {
      message: `The Dockerfile has no stage "${target.text}".`,
      hint: near === undefined ? `Its stages: ${names.join(', ')}.` : `Did you mean \`${near}\`?`,
      ...(near !== undefined && {
        fixes: [{ title: `Change to \`${near}\``, origin, newText: near, certain: true }],
      }),
    }),
  ];
};
