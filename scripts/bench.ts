// `npm run bench [-- NAME…]`: runs test/bench/*.bench.ts, each against its peers in the same run,
// and writes docs/benchmarks.md, or the sections of it that were run. Ends with 1 when a goal is missed.
import { glob, readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runBench, type Bench, type Row, type Spread } from './bench/harness.ts';
import { build } from './setup/build.ts';
import { ensureChromium } from './setup/chromium.ts';
import { ensureCompose } from './setup/compose.ts';
import { EngineApi } from './setup/engine-api.ts';
import { ensureEngine } from './setup/engine.ts';
import { run } from './setup/run.mjs';
import { NeedsAction, say } from './setup/say.mjs';
import { ensureVsCode } from './setup/vscode.ts';
import { root } from './stages.ts';

const names = process.argv.slice(2);
/** Ctrl-C ends what is measured, and what was put on the engine for it goes. */
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted.abort();
  });
}

try {
  const files = await benchFiles();
  if (files.length === 0) throw new Error('there is no bench of that name');
  const engine = await ensureEngine();
  process.env['DOCKER_HOST'] = engine.address;
  process.env['HYPERBOX_COMPOSE'] = await ensureCompose();
  await ensureVsCode();
  await ensureChromium();
  await build({ production: true });
  const results: Result[] = [];
  for (const file of files) {
    const { bench } = (await import(pathToFileURL(file).href)) as { readonly bench: Bench };
    say(`${bench.title} …`);
    const rows = await runBench(bench, {
      signal: interrupted.signal,
      onRow: (row) => {
        say(`  ${row.met ? '✓' : '✗'} ${columns(row).join('  ')}`);
      },
    });
    const { title, note } = bench;
    results.push({ title, rows, ...(note !== undefined && { note }) });
  }
  await writeReport(results, engine.address);
  if (results.some(({ rows }) => rows.some(({ met }) => !met))) process.exitCode = 1;
  await engine.stop?.();
} catch (error) {
  say(error instanceof NeedsAction ? error.message : String(error));
  process.exitCode = 1;
}

interface Result {
  readonly title: string;
  readonly note?: string;
  readonly rows: readonly Row[];
}

async function benchFiles(): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const file of glob('test/bench/*.bench.ts', { cwd: root })) {
    const name = path.basename(file, '.bench.ts');
    if (names.length === 0 || names.includes(name)) files.push(path.join(root, file));
  }
  return files.sort();
}

function number(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

function range({ value, lowest, highest }: Spread, unit: string): string {
  return `${number(value)} ${unit} (${number(lowest)}–${number(highest)})`;
}

function columns({ title, unit, ours, peer, ratio, goal, met }: Row): readonly string[] {
  return [
    title,
    range(ours, unit),
    peer ? `${range(peer, unit)} \`${peer.name}\`` : '',
    ratio === undefined ? '' : number(ratio),
    goal === undefined ? '' : `≤ ${String(Number(goal.toPrecision(2)))}${peer ? '' : ` ${unit}`}`,
    goal === undefined ? '' : met ? 'met' : 'missed',
  ];
}

async function writeReport(results: readonly Result[], address: string): Promise<void> {
  const head = '| what | HyperBox | peer | ratio | goal | |\n| --- | --- | --- | --- | --- | --- |';
  const tables = results.map(({ title, note, rows }) => {
    const lines = rows.map((row) => `| ${columns(row).join(' | ')} |`);
    const table = `${head}\n${lines.join('\n')}`;
    return [`## ${title}`, ...(note === undefined ? [] : [note]), table].join('\n\n');
  });
  const file = path.join(root, 'docs', 'benchmarks.md');
  const others = await otherSections(file, results);
  const sections = [...tables, ...others].sort((a, b) => (a < b ? -1 : 1));
  const text = ['# Benchmarks', await machine(address), ...sections].join('\n\n');
  const { format } = await import('prettier');
  await writeFile(file, await format(text, { parser: 'markdown', printWidth: 100 }));
  say('wrote docs/benchmarks.md');
}

/** Those that have not been measured now; within a section everything is from one run. */
async function otherSections(
  file: string,
  results: readonly { readonly title: string }[],
): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const [, ...sections] = (await readFile(file, 'utf8')).split(/^(?=## )/m);
  return sections
    .map((section) => section.trim())
    .filter((section) => !results.some(({ title }) => section.startsWith(`## ${title}\n`)));
}

async function machine(address: string): Promise<string> {
  const { version } = await new EngineApi(address).version();
  const compose = process.env['HYPERBOX_COMPOSE'] ?? 'docker-compose';
  const composeVersion = (await run(compose, ['version', '--short'])).trim();
  const [cpu] = cpus();
  const memory = `${String(Math.round(totalmem() / 1024 ** 3))} GB`;
  return `Made by \`npm run bench\`. Each cell is a median with the lowest and the highest in brackets; ours and
the peer's are measured in turns in the same run. \`npm run bench -- NAME\` measures one section
anew.

Measured on ${String(cpus().length)} × ${cpu?.model ?? 'unknown CPU'}, ${memory}, ${platform()} ${release()} (${arch()}),
Node ${process.versions.node}, Docker Engine ${version}, Docker Compose ${composeVersion}.`;
}
