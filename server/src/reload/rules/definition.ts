import { basename, join } from 'node:path';
import { declaredAt } from './declared-at.ts';
import { definitionFiles } from './definition-files.ts';
import { fileRule } from './derived.ts';
import type { Around, RuleSource } from './input.ts';
import type { ReloadRule } from './rule.ts';

/**
 * The files that say what a service is: compose files and what they include, `.env`, and its own env
 * and label files. Whether its definition has really changed is found out when it is loaded again.
 */
export const definitionRules: RuleSource = (around) => {
  const variables = variableFiles(around);
  const shared = definitionFiles(around.name, around.input);
  return [
    ...ownFiles(around),
    ...shared.map((path) => sharedRule(around, path, variables.has(path))),
  ];
};

const ownFiles = (around: Around): readonly ReloadRule[] => {
  const { name, service, input } = around;
  const files = [
    ...(service.env_file ?? []).map(({ path }, index) => ({ key: 'env_file', path, index })),
    ...(service.label_file ?? []).map((path, index) => ({ key: 'label_file', path, index })),
  ];
  return files.map(({ key, path, index }) =>
    fileRule(around, {
      action: 'recreate',
      path,
      origin: 'definition',
      why: `${basename(path)} gives ${name} its ${key === 'env_file' ? 'environment' : 'labels'} (${key}), which a container has from its start`,
      ...declaredAt(input.locate, ['services', name, key, index]),
    }),
  );
};

/** Where `${…}` gets its values from. */
const variableFiles = ({ input: { model } }: Around): ReadonlySet<string> =>
  new Set(model.envFiles ?? [join(model.workingDir, '.env')]);

const sharedRule = (around: Around, path: string, isVariables: boolean): ReloadRule => {
  const { name, input } = around;
  const build = buildReason(around, path, isVariables);
  const at = declaredAt(input.locate, ['services', name]);
  return fileRule(around, {
    action: build === undefined ? 'recreate' : 'rebuild',
    path,
    origin: 'definition',
    why:
      build ??
      `${basename(path)} ${isVariables ? 'has the variables of the compose file' : `says what ${name} is`}`,
    ...(at.declaredAt?.path === path && at),
  });
};

/** How an image is built is no part of its container's definition. */
const buildReason = (
  { name, service: { build }, input }: Around,
  path: string,
  isVariables: boolean,
): string | undefined => {
  const file = basename(path);
  if (isVariables && Object.keys(build?.args ?? {}).length > 0)
    return `${file} has the variables of the compose file, and ${name} is built with arguments`;
  const inline = input.locate(['services', name, 'build', 'dockerfile_inline']);
  return build?.dockerfile_inline !== undefined && inline?.path === path
    ? `${file} says what ${name} is, and has its Dockerfile`
    : undefined;
};
