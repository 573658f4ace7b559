import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cache.mjs';
import { EngineApi } from './engine-api.ts';
import { say } from './say.mjs';
import { standIns, type StandIn } from './stand-ins.ts';

const hub = 'https://registry-1.docker.io/v2/';

/**
 * Makes stand-ins for the images that a project names and the engine does not have, when Docker Hub
 * cannot be reached. They hold the same programs, from Debian's packages or this machine's own files.
 */
export async function ensureImages(folder: string, address: string): Promise<void> {
  const api = new EngineApi(address);
  const wanted = await imagesIn(folder);
  const missing: { readonly name: string; readonly standIn: StandIn }[] = [];
  for (const standIn of standIns) {
    for (const name of standIn.names) {
      if (wanted(name) && !(await api.hasImage(name))) missing.push({ name, standIn });
    }
  }
  if (missing.length === 0 || (await api.hasMirror()) || (await canReachHub())) return;
  const names = missing.map(({ name }) => name).join(', ');
  if (!existsSync('/usr/bin/dpkg-deb')) {
    say(`Docker Hub cannot be reached, and ${names} can only be made from Debian packages`);
    return;
  }
  say(`Docker Hub cannot be reached: making stand-ins for ${names} from Debian packages`);
  for (const { name, standIn } of missing) await make(api, name, standIn);
  say('they can go any time, once the hub is there again: docker rmi ' + names.replaceAll(',', ''));
}

/** An engine that knows one name of a stand-in needs no second copy for another. */
async function make(api: EngineApi, name: string, standIn: StandIn): Promise<void> {
  for (const other of standIn.names) {
    if (!(await api.hasImage(other))) continue;
    await api.tagImage(other, name);
    return;
  }
  const root = await cached(`stand-in-${standIn.id}`, (temporary) => standIn.fill(temporary));
  const args = ['--numeric-owner', '--owner=0', '--group=0', '-C', root, '-c', '.'];
  const tar = spawn('tar', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const label = 'LABEL dev.hyperbox.stand-in=true';
  await api.importImage({ name, tar: tar.stdout, changes: [...standIn.changes, label] });
  say(`made ${name}: ${standIn.contents}`);
}

async function canReachHub(): Promise<boolean> {
  // Any answer will do: without a token it is 401.
  return fetch(hub, { signal: AbortSignal.timeout(4000) }).then(
    () => true,
    () => false,
  );
}

/**
 * Whether a project needs an image: a compose file or a Dockerfile names it, or, with no such file,
 * it is what HyperBox would propose. A look at the text is enough for examples; the product reads it
 * well.
 */
async function imagesIn(folder: string): Promise<(name: string) => boolean> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) => entry.isFile() && !entry.parentPath.includes('node_modules'),
  );
  const proposed = new Set(files.flatMap(({ name }) => proposals[name] ?? []));
  const described = files.filter(({ name }) =>
    /(compose.*\.ya?ml|Dockerfile.*|devcontainer\.json)$/i.test(name),
  );
  const texts = await Promise.all(
    described.map((entry) => readFile(path.join(entry.parentPath, entry.name), 'utf8')),
  );
  const named = new Set(texts.join('\n').split(/[\s"']+/));
  return (name) => (described.length === 0 ? proposed : named).has(name);
}

/** By the manifest of a language: what its proposal starts from. */
const proposals: Readonly<Record<string, string>> = {
  'package.json': 'node:24',
  'pyproject.toml': 'python:3.13',
  'requirements.txt': 'python:3.13',
};
