import * as z from 'zod/mini';
import type { Folder } from '../detector.ts';
import { parseJson } from '../jsonc.ts';
import { appFolder, type Stack } from './stack.ts';
import { versionFor } from './version.ts';

const texts = z.catch(z.optional(z.record(z.string(), z.string())), undefined);
const text = z.catch(z.optional(z.string()), undefined);
const manifest = z.object({
  main: text,
  packageManager: text,
  scripts: texts,
  dependencies: texts,
  devDependencies: texts,
  engines: texts,
  exports: z.optional(z.unknown()),
  types: z.optional(z.unknown()),
  workspaces: z.optional(z.unknown()),
});
type Manifest = z.infer<typeof manifest>;

export const nodeStack: Stack = {
  name: 'node',
  looksAt: (fileName) => fileName === 'package.json' || fileName in lockFiles,
  async recognise(folder) {
    const parsed = manifest.safeParse(parseJson((await folder.read('package.json')) ?? ''));
    if (!parsed.success) return undefined;
    const record = parsed.data;
    const manager = managerOf(folder, record);
    const start = startOf(folder, record, manager);
    if (start === undefined) return undefined;
    const framework = frameworkOf(record, start.text);
    return {
      title: `Node project with ${start.words}${framework === undefined ? '' : ` (${framework.name})`}`,
      file: 'package.json',
      image: manager === 'bun' ? 'oven/bun:1' : `node:${await versionOf(folder, record)}`,
      install: managers[manager].install,
      run: start.run(framework?.flags),
      port: portIn(start.text) ?? framework?.port ?? 3000,
      environment: { HOST: '0.0.0.0', PORT: `${portIn(start.text) ?? framework?.port ?? 3000}` },
      caches: [{ name: 'node_modules', target: `${appFolder}/node_modules` }],
    };
  },
};

type ManagerName = 'npm' | 'pnpm' | 'yarn' | 'bun';
const managers: Readonly<Record<ManagerName, { readonly install: string }>> = {
  npm: { install: 'npm install' },
  pnpm: { install: 'corepack enable && pnpm install' },
  yarn: { install: 'corepack enable && yarn install' },
  bun: { install: 'bun install' },
};
const lockFiles: Readonly<Record<string, ManagerName>> = {
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
  'package-lock.json': 'npm',
};

const managerOf = (folder: Folder, record: Manifest): ManagerName => {
  const named = /^(npm|pnpm|yarn|bun)@/.exec(record.packageManager ?? '')?.[1];
  const lock = Object.keys(lockFiles).find((name) => folder.files.has(name));
  return (named as ManagerName | undefined) ?? lockFiles[lock ?? ''] ?? 'npm';
};

interface Start {
  /** "a dev script", "server.js". */
  readonly words: string;
  readonly text: string;
  run(flags: string | undefined): string;
}

const startOf = (folder: Folder, record: Manifest, manager: ManagerName): Start | undefined => {
  for (const name of ['dev', 'start', 'serve']) {
    const script = record.scripts?.[name];
    if (script === undefined) continue;
    // A monorepo's root starts its members, each of which is a project of its own.
    if (record.workspaces !== undefined && /\b(?:turbo|nx|lerna|--workspaces?|-r)\b/.test(script)) {
      return undefined;
    }
    // npm swallows flags unless they come after `--`.
    const call = `${manager} run ${name}`;
    return {
      words: `a ${name} script`,
      text: script,
      run: (flags) =>
        flags === undefined ? call : `${call}${manager === 'npm' ? ' --' : ''} ${flags}`,
    };
  }
  // With exports or types it is a library, whose main is not made to be run.
  const library = record.exports !== undefined || record.types !== undefined;
  const main = ['server.js', record.main?.replace(/^\.\//, '')].find(
    (file) => file !== undefined && folder.files.has(file),
  );
  if (main === undefined || library || record.workspaces !== undefined) return undefined;
  const quoted = `'${main.replaceAll("'", String.raw`'\''`)}'`;
  return { words: main, text: '', run: () => `node --watch ${quoted}` };
};

/** Development servers that listen on localhost unless told, and their ports. */
const frameworks = [
  { dependency: 'next', name: 'Next.js', port: 3000, flags: '--hostname 0.0.0.0' },
  { dependency: 'nuxt', name: 'Nuxt', port: 3000, flags: '--host 0.0.0.0' },
  { dependency: 'astro', name: 'Astro', port: 4321, flags: '--host 0.0.0.0' },
  { dependency: '@angular/cli', name: 'Angular', port: 4200, flags: '--host 0.0.0.0' },
  { dependency: 'vite', name: 'Vite', port: 5173, flags: '--host 0.0.0.0' },
  { dependency: '@vue/cli-service', name: 'Vue CLI', port: 8080, flags: '--host 0.0.0.0' },
  { dependency: 'gatsby', name: 'Gatsby', port: 8000, flags: '--host 0.0.0.0' },
  { dependency: 'react-scripts', name: 'Create React App', port: 3000 },
  { dependency: '@nestjs/core', name: 'NestJS', port: 3000 },
  { dependency: 'fastify', name: 'Fastify', port: 3000 },
  { dependency: 'express', name: 'Express', port: 3000 },
] as const;
const commands: Readonly<Record<string, RegExp>> = {
  next: /\bnext\s+(?:dev|start)\b/,
  nuxt: /\bnuxi?t?\s+dev\b/,
  astro: /\bastro\s+dev\b/,
  '@angular/cli': /\bng\s+serve\b/,
  vite: /\bvite(?:\s+(?:dev|serve|--.*))?\s*$/,
  '@vue/cli-service': /\bvue-cli-service\s+serve\b/,
  gatsby: /\bgatsby\s+develop\b/,
};

const frameworkOf = (
  record: Manifest,
  script: string,
): { name: string; port: number; flags?: string } | undefined => {
  const all = { ...record.dependencies, ...record.devDependencies };
  for (const row of frameworks) {
    if (!(row.dependency in all)) continue;
    const command = commands[row.dependency];
    // A tool that is there for something else (vite for tests) says nothing about this script.
    if (command === undefined) return { name: row.name, port: row.port };
    if (!command.test(script)) continue;
    const flagged = /--host(?:name)?\b/.test(script) || !('flags' in row);
    return { name: row.name, port: row.port, ...(!flagged && { flags: row.flags }) };
  }
  return undefined;
};

const portIn = (script: string): number | undefined => {
  const found = /(?:\bPORT=|--port[= ]|\s-p[= ]?)(\d{2,5})\b/.exec(script)?.[1];
  return found === undefined ? undefined : Number(found);
};

const versionOf = async (folder: Folder, record: Manifest): Promise<string> => {
  const pinned = ['.nvmrc', '.node-version'].find((name) => folder.files.has(name));
  const stated = pinned === undefined ? undefined : await folder.read(pinned);
  return versionFor(stated ?? record.engines?.['node'], { latest: '24', parts: 1 });
};
