import { basename, join } from 'node:path';
import { contextFolder, dockerfilePaths } from '../../../compose/build-files.ts';
import { declaredAt } from '../declared-at.ts';
import { fileRule } from '../derived.ts';
import type { RuleSource } from '../input.ts';
import type { ReloadRule } from '../rule.ts';

/** The Dockerfile and what keeps files out of its context: where they lie does not matter. */
export const dockerfileRules: RuleSource = (around) => {
  const { name, service, input } = around;
  const context = service.build === undefined ? undefined : contextFolder(service.build);
  if (service.build === undefined || context === undefined) return [];
  const facts = input.builds.get(name);
  const file = facts === undefined ? dockerfilePaths(service.build)[0] : facts.dockerfilePath;
  const ignore = facts?.ignore?.path ?? join(context, '.dockerignore');
  const at = declaredAt(input.locate, ['services', name, 'build']);
  const rebuild = (path: string, why: string): ReloadRule =>
    fileRule(around, { action: 'rebuild', path, origin: 'build', why, ...at });
  return [
    ...(file === undefined ? [] : [rebuild(file, `${name} is built by ${basename(file)}`)]),
    rebuild(ignore, `${basename(ignore)} says what ${name} is not built from`),
  ];
};
