import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ContainerId } from '#shared/protocol/ids';
import { run } from '../../../scripts/setup/run.mjs';
import type { Engine } from '../../../server/src/engines/contract.ts';
import { busyboxTag } from '../../support/engine.ts';

const execute = promisify(execFile);

/** What is saved into: copied, copied and restarted, and a checkout of it copied. */
const compose = `
services:
  pages:
    image: ${busyboxTag}
    command: [sleep, infinity]
    init: true
    develop: { watch: [{ action: sync, path: ./pages, target: /pages }] }
  web:
    image: ${busyboxTag}
    # The file is read when it starts: what it serves is what it was started with.
    command: [sh, -c, 'mkdir -p /app /www; touch /app/config.txt; cp /app/config.txt /www/; exec httpd -f -p 80 -h /www']
    init: true
    healthcheck:
      test: [CMD, wget, -q, -O, /dev/null, 'http://127.0.0.1/config.txt']
      interval: 200ms
    develop: { watch: [{ action: sync+restart, path: ./app, target: /app }] }
  many:
    image: ${busyboxTag}
    command: [sleep, infinity]
    init: true
    develop: { watch: [{ action: sync, path: ./many, target: /many }] }
`;

export interface ReloadProject {
  readonly name: string;
  readonly folder: string;
  container(service: string): Promise<ReloadContainer>;
  git(...args: string[]): Promise<void>;
  remove(): Promise<void>;
}

export interface ReloadContainer {
  readonly id: ContainerId;
  /** Its file system as the machine sees it while it runs. */
  readonly root: string;
  /** On the network of its project. */
  readonly ip: string;
}

export const composeIn = (folder: string, ...args: string[]): Promise<string> =>
  run(process.env['HYPERBOX_COMPOSE'] ?? 'docker-compose', args, { cwd: folder });

/** The project in a folder of its own, up by `docker compose up`. */
export async function reloadProject(
  engine: Engine,
  name: string,
  files: Readonly<Record<string, string>>,
  text = compose,
): Promise<ReloadProject> {
  const parent = await mkdtemp(path.join(tmpdir(), 'hyperbox-bench-'));
  const folder = path.join(parent, name);
  await mkdir(folder);
  await writeFile(path.join(folder, 'compose.yaml'), `name: ${name}\n${text.trimStart()}`);
  await writeAll(folder, files);
  const project: ReloadProject = {
    name,
    folder,
    async container(service) {
      const [item] = (
        await engine.containers.list({ labels: [`com.docker.compose.project=${name}`] })
      ).filter((found) => found.compose?.service === service);
      if (item === undefined) throw new Error(`${service} of ${name} has no container`);
      const record = (await engine.containers.inspect(item.id)) as unknown as {
        readonly GraphDriver: { readonly Data: { readonly MergedDir: string } };
        readonly NetworkSettings: { readonly Networks: Record<string, { IPAddress: string }> };
      };
      const [network] = Object.values(record.NetworkSettings.Networks);
      return {
        id: item.id,
        root: record.GraphDriver.Data.MergedDir,
        ip: network?.IPAddress ?? '',
      };
    },
    async git(...args) {
      const who = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com'];
      await execute('git', [...who, ...args], { cwd: folder });
    },
    async remove() {
      await composeIn(folder, 'down', '--volumes', '--timeout', '0').catch(() => undefined);
      await rm(parent, { recursive: true, force: true });
    },
  };
  return project;
}

export async function writeAll(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const folders = new Set(Object.keys(files).map((file) => path.dirname(path.join(folder, file))));
  for (const each of folders) await mkdir(each, { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
}

/** As many files in folders of twenty, with a text of each. */
export const tree = (
  folder: string,
  count: number,
  text: (n: number) => string,
): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `${folder}/d${String(Math.floor(n / 20))}/f${String(n)}.txt`,
      text(n),
    ]),
  );
