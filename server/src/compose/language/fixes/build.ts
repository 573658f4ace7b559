import { basename } from 'node:path';
import { findTarget } from '../../../dockerfile/stages.ts';
import { parseDockerfile } from '../../../dockerfile/parse.ts';
import { dockerfilePaths } from '../../build-files.ts';
import type { ComposeBuild } from '../../model.ts';
import { nearestName } from '../../nearest-name.ts';
import { replaceScalar } from '../edits/insert.ts';
import { entryAt, type SyntaxEntry } from '../syntax/syntax.ts';
import { atEntry, messageOf, offer, replace, type FixContext, type Fixer } from './fix.ts';

/** The names of the stages that there are, the nearest first. */
export const stageOfDockerfile: Fixer = atEntry(async (entry, context) => {
  const build = await buildAt(entry, context);
  const text = build && (await dockerfileText(build, context));
  const target = entryAt(context.file.syntax, [
    'services',
    String(entry.path[1]),
    'build',
    'target',
  ]);
  if (text === undefined || target === undefined) return [];
  const dockerfile = parseDockerfile(text);
  if (findTarget(dockerfile, build?.target ?? '') !== undefined) return [];
  const names = dockerfile.stages.flatMap(({ name }) => name?.text ?? []);
  const near = nearestName(build?.target ?? '', names);
  const ordered = new Set(near === undefined ? names : [near, ...names]);
  return [...ordered].flatMap((name) =>
    offer(`Change to \`${name}\``, [replaceScalar(context.file.syntax, target, name)]),
  );
});

/** A Dockerfile that can be built, and goes on from there. */
export const createDockerfile: Fixer = atEntry(async (entry, context) => {
  const build = await buildAt(entry, context);
  const [path] = build === undefined ? [] : dockerfilePaths(build);
  if (path === undefined) return [];
  const writes = [{ path, text: 'FROM scratch\n' }];
  return [{ title: `Create ${basename(path)}`, edits: [], writes }];
});

/** The argument that the Dockerfile declares and that almost has the name; its value stays. */
export const nearArgument: Fixer = ({ diagnostic, file, offset, text }) => {
  const [, near] = /Did you mean `([^`]+)`\?/.exec(messageOf(diagnostic)) ?? [];
  const [, quote = '', name = ''] = /^(["']?)([^=:"']+)/.exec(text) ?? [];
  if (near === undefined) return [];
  const start = offset + quote.length;
  const origin = { source: file.syntax.source, start, end: start + name.length };
  return [{ title: `Change to \`${near}\``, edits: [replace(origin, near)] }];
};

/** Variables are replaced in it, and what other files add is there. */
const buildAt = async (
  { path: [section, service] }: SyntaxEntry,
  { file, workspace }: FixContext,
): Promise<ComposeBuild | undefined> => {
  if (section !== 'services') return undefined;
  const { model } = await workspace.judge(file.path);
  return model?.services[String(service)]?.build;
};

const dockerfileText = async (
  build: ComposeBuild,
  { workspace }: FixContext,
): Promise<string | undefined> => {
  if (build.dockerfile_inline !== undefined) return build.dockerfile_inline;
  for (const path of dockerfilePaths(build)) {
    const text = await workspace.text(path);
    if (text !== undefined) return text;
  }
  return undefined;
};
