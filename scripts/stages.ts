import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureProgram, installPackages } from './setup/apt.ts';
import { ensureBuildx } from './setup/buildx.ts';
import { ensureChromium } from './setup/chromium.ts';
import { ensureCompose } from './setup/compose.ts';
import { ensureEngine } from './setup/engine.ts';
import { ensurePromtool } from './setup/promtool.ts';
import { ensureVsCode } from './setup/vscode.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** What a stage needs to be there; each is set up once, when the first stage asks. */
export interface Need {
  readonly name: string;
  /** What the stages' processes find in their environment. */
  readonly ensure: () => Promise<Needed>;
}

export interface Needed {
  readonly env?: NodeJS.ProcessEnv;
  readonly release?: () => Promise<void>;
}

export interface Stage {
  readonly name: string;
  /** A `check` passes or fails as one; a `suite` counts its tests. */
  readonly kind: 'check' | 'suite';
  /** Part of `npm run check`, which needs nothing but npm packages. */
  readonly quick: boolean;
  /** Arguments of `node`. */
  readonly command: readonly string[];
  readonly needs: readonly Need[];
  readonly limitMinutes: number;
  readonly env?: NodeJS.ProcessEnv;
}

const engine: Need = {
  name: 'a container engine',
  ensure: async () => {
    const { address, stop } = await ensureEngine();
    return { env: { DOCKER_HOST: address }, ...(stop && { release: stop }) };
  },
};
/** What tests make containers and images with: the docker client and a busybox that needs no libraries. */
const tools: Need = {
  name: 'the docker client and a static busybox',
  ensure: async () => {
    await ensureProgram(
      'docker',
      'docker.io',
      'the tests look at what we did with the docker client',
    );
    if (!existsSync('/bin/busybox')) {
      await installPackages(['busybox-static'], 'the tests make their images from it');
    }
    return {};
  },
};
const compose: Need = {
  name: 'Docker Compose v2 to compare with',
  ensure: async () => ({ env: { HYPERBOX_COMPOSE: await ensureCompose() } }),
};
const buildx: Need = {
  name: 'docker buildx to build with BuildKit',
  ensure: async () => ({ env: { HYPERBOX_BUILDX: await ensureBuildx() } }),
};
const promtool: Need = {
  name: 'promtool to read metrics with',
  ensure: async () => {
    const program = await ensurePromtool();
    return program === undefined ? {} : { env: { HYPERBOX_PROMTOOL: program } };
  },
};
const vscode: Need = {
  name: 'VS Code for the browser',
  ensure: async () => {
    await ensureVsCode();
    return { env: { HYPERBOX_CHROMIUM: await ensureChromium() } };
  },
};

const bin = (file: string): string => path.join('node_modules', file);

const vsix = path.join(root, '.hyperbox', 'hyperbox.vsix');

/** Mocha over these files; `timeoutMs` is a test's limit unless it sets its own. */
const mocha = (files: string, timeoutMs: number): readonly string[] => [
  bin('mocha/bin/mocha.js'),
  ...['--reporter', 'test/support/reporter.ts', '--timeout', String(timeoutMs), files],
];

const check = { kind: 'check', quick: true, needs: [], limitMinutes: 10 } as const;

/** Everything that must hold, quickest first. */
export const stages: readonly Stage[] = [
  { ...check, name: 'types', command: [bin('typescript/bin/tsc'), '-b'] },
  { ...check, name: 'lint', command: [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  { ...check, name: 'format', command: [bin('prettier/bin/prettier.cjs'), '--check', '.'] },
  { ...check, name: 'protocol docs', command: ['scripts/protocol-docs.ts', '--check'] },
  { ...check, name: 'command line docs', command: ['scripts/cli-docs.ts', '--check'] },
  { ...check, name: 'rules docs', command: ['scripts/rules-docs.ts', '--check'] },
  { ...check, name: 'build', command: ['esbuild.mjs'] },
  { ...check, name: 'unit', kind: 'suite', command: mocha('test/unit/**/*.test.ts', 10_000) },
  {
    ...check,
    name: 'protocol',
    kind: 'suite',
    command: mocha('test/protocol/**/*.test.ts', 15_000),
  },
  {
    name: 'command line',
    kind: 'suite',
    quick: false,
    command: mocha('test/cli/**/*.test.ts', 60_000),
    needs: [engine, tools, compose],
    limitMinutes: 10,
  },
  {
    name: 'engine',
    kind: 'suite',
    quick: false,
    command: mocha('test/engine/**/*.test.ts', 60_000),
    needs: [engine, tools, compose, buildx, promtool],
    limitMinutes: 30,
  },
  {
    name: 'compose conformance',
    kind: 'suite',
    quick: false,
    command: mocha('test/conformance/**/*.test.ts', 120_000),
    needs: [engine, tools, compose],
    limitMinutes: 20,
  },
  { ...check, name: 'package', quick: false, command: ['scripts/package.ts', vsix] },
  {
    name: 'extension, in its host',
    kind: 'suite',
    quick: false,
    command: ['test/extension/run.ts'],
    needs: [engine, tools, vscode],
    limitMinutes: 12,
  },
  {
    name: 'extension, as a user has it',
    kind: 'suite',
    quick: false,
    command: mocha('test/extension/ui/**/*.test.ts', 120_000),
    needs: [engine, tools, compose, vscode],
    limitMinutes: 30,
    env: { HYPERBOX_VSIX: vsix },
  },
];
