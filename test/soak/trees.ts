import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from '../../server/src/engines/contract.ts';
import type { SoakService } from './services.ts';

/** What is at each path: the hash and the mode of a file, or where a link leads. */
export type Tree = ReadonlyMap<string, string>;

export const hostTree = (workspace: string, { folder, ignored }: SoakService): Tree => {
  const tree = new Map<string, string>();
  for (const { path: file, link } of walk(path.join(workspace, folder))) {
    const name = path.relative(path.join(workspace, folder), file);
    if (ignored !== undefined && path.basename(name) === ignored) continue;
    tree.set(name, link ? `-> ${readlinkSync(file)}` : `${hashOf(file)} ${modeOf(file)}`);
  }
  return tree;
};

/** @throws where it cannot be looked into, as while it is being restarted */
export const containerTree = async (
  engine: Engine,
  id: string,
  { target }: SoakService,
): Promise<Tree> => {
  const script = [
    `cd ${target} || exit 0`,
    `find . -type f -exec sh -c 'for f; do echo "$(sha1sum < "$f" | cut -c1-40) $(stat -c %a "$f") $f"; done' sh {} +`,
    `find . -type l -exec sh -c 'for f; do echo "-> $(readlink "$f") $f"; done' sh {} +`,
  ].join('\n');
  const { exitCode, stdout, stderr } = await engine.containers.exec(id, {
    command: ['sh', '-c', script],
    user: '0',
  });
  if (exitCode !== 0) throw new Error(stderr);
  const tree = new Map<string, string>();
  for (const line of stdout.split('\n').filter((text) => text !== '')) {
    const at = line.lastIndexOf(' ./');
    tree.set(line.slice(at + 3), line.slice(0, at));
  }
  return tree;
};

/** In words; nothing where they are the same. */
export const differences = (host: Tree, container: Tree): readonly string[] => [
  ...[...host].flatMap(([name, here]) => {
    const there = container.get(name);
    return there === here ? [] : [`${name}: ${there ?? 'missing'}, should be ${here}`];
  }),
  ...[...container.keys()].flatMap((name) => (host.has(name) ? [] : [`${name}: should be gone`])),
];

/** All files and links below a folder, sorted, so that the same chance draws the same. */
export function* walk(
  folder: string,
): Generator<{ readonly path: string; readonly link: boolean }> {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const own = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(own);
    else yield { path: own, link: entry.isSymbolicLink() };
  }
}

const hashOf = (file: string): string =>
  createHash('sha1').update(readFileSync(file)).digest('hex');

const modeOf = (file: string): string => (lstatSync(file).mode & 0o7777).toString(8);
