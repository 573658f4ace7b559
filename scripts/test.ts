// `npm test` and `npm run check`: runs the stages, says what each came to, and ends with the line
// `N passed, N failed` over all of them. `npm test -- NAME…` runs the stages whose names start so.
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { say } from './setup/say.mjs';
import { root, stages, type Need, type Needed, type Stage } from './stages.ts';
import type { SuiteStats } from './suite-stats.ts';

const [mode = 'all', ...names] = process.argv.slice(2);
const chosen = stages.filter(
  ({ name, quick }) =>
    (mode === 'all' || quick) &&
    (names.length === 0 || names.some((wanted) => name.startsWith(wanted))),
);
const provided = new Map<Need, Promise<Needed>>();
const none: SuiteStats = { passed: 0, failed: 0, pending: 0, failures: [] };
const results: { readonly stage: Stage; readonly stats: SuiteStats; readonly seconds: number }[] =
  [];

try {
  for (const stage of chosen) results.push(await measured(stage));
} finally {
  for (const need of provided.values()) {
    await need.then(({ release }) => release?.()).catch(() => undefined);
  }
}
report();

async function measured(stage: Stage) {
  say(`${stage.name} …`);
  const started = performance.now();
  const stats = await runStage(stage).catch((error: unknown): SuiteStats => {
    const text = error instanceof Error ? error.message : String(error);
    say(text);
    return { ...none, failed: 1, failures: [{ title: stage.name, error: text }] };
  });
  const seconds = (performance.now() - started) / 1000;
  say(`${stage.name}: ${describe(stats)} in ${seconds.toFixed(1)} s\n`);
  return { stage, stats, seconds };
}

async function runStage(stage: Stage): Promise<SuiteStats> {
  const env: NodeJS.ProcessEnv = { ...process.env, ...stage.env, CI: process.env['CI'] ?? '1' };
  for (const need of stage.needs) Object.assign(env, (await provide(need)).env);
  const statsFile = path.join(
    root,
    '.hyperbox',
    'stats',
    `${stage.name.replace(/\W+/g, '-')}.json`,
  );
  await rm(statsFile, { force: true });
  const code = await node(stage, { ...env, HYPERBOX_STATS: statsFile });
  if (stage.kind === 'check') return code === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 };
  const text = await readFile(statsFile, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new Error(`${stage.name} ended with ${String(code)} before its tests did`);
  const stats = JSON.parse(text) as SuiteStats;
  // An error outside any test, such as a file that cannot be loaded, is a failure as well.
  return code !== 0 && stats.failed === 0 ? { ...stats, failed: 1 } : stats;
}

function provide(need: Need): Promise<Needed> {
  const running = provided.get(need) ?? need.ensure();
  provided.set(need, running);
  return running;
}

/** Its output is ours. Past its limit the whole group of processes is ended. */
async function node(stage: Stage, env: NodeJS.ProcessEnv): Promise<number | null> {
  const grouped = process.platform !== 'win32';
  const child = spawn(process.execPath, stage.command, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: grouped,
  });
  const kill = (): void => {
    if (grouped && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  };
  const timer = setTimeout(() => {
    say(`${stage.name} took more than ${String(stage.limitMinutes)} min`);
    kill();
  }, stage.limitMinutes * 60_000);
  const interrupted = (): void => {
    kill();
    process.exit(130);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await new Promise((resolve, reject) => {
      child.once('exit', resolve);
      child.once('error', reject);
    });
  } finally {
    clearTimeout(timer);
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
}

/** What failed comes last, where it is looked for. */
function report(): void {
  for (const { stage, stats } of results) {
    for (const { title, error } of stats.failures) {
      process.stdout.write(`✗ ${stage.name}: ${title}\n${error.replace(/^/gm, '    ')}\n\n`);
    }
  }
  const width = Math.max(...results.map(({ stage }) => stage.name.length));
  for (const { stage, stats, seconds } of results) {
    const mark = stats.failed > 0 ? '✗' : '✓';
    const time = `${seconds.toFixed(1)} s`.padStart(8);
    process.stdout.write(`${mark} ${stage.name.padEnd(width)} ${time}  ${describe(stats)}\n`);
  }
  const passed = results.reduce((sum, { stats }) => sum + stats.passed, 0);
  const failed = results.reduce((sum, { stats }) => sum + stats.failed, 0);
  process.stdout.write(`${String(passed)} passed, ${String(failed)} failed\n`);
  process.exitCode = failed > 0 || results.length === 0 ? 1 : 0;
}

function describe({ passed, failed, pending }: SuiteStats): string {
  const skipped = pending > 0 ? `, ${String(pending)} skipped` : '';
  return `${String(passed)} passed, ${String(failed)} failed${skipped}`;
}
