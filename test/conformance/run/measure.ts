import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RealCase, Corpus } from '../compose/corpus.ts';
import type { PortAllocator } from '../../../server/src/compose/runner-contract.ts';
import { makeBed, type Bed } from '../../engine/run/project.ts';
import { openCase, type RunCase } from './cases.ts';
import { differences } from './differences.ts';
import { normalizeSnapshot } from './normalize.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';
import { createStandIn, type StandIn } from './stand-in.ts';

const run = promisify(execFile);

export type Outcome =
  | { readonly kind: 'equal'; readonly id: string }
  | { readonly kind: 'different'; readonly id: string; readonly lines: readonly string[] }
  /** Neither can start it here. */
  | { readonly kind: 'both-fail'; readonly id: string; readonly why: string }
  | { readonly kind: 'out'; readonly id: string; readonly why: string };

export interface MeasureOptions {
  readonly corpus: Corpus;
  readonly cases: readonly RealCase[];
  /** The command that is Docker Compose. */
  readonly compose: readonly string[];
  /** How many engines of our own work at once. */
  readonly engines: number;
  readonly signal: AbortSignal;
  readonly onOutcome?: (outcome: Outcome) => void;
}

const limitMs = 120_000;

/** Starts each project twice on one engine, by Docker Compose and by HyperBox, and compares. */
export const measureRuns = async (options: MeasureOptions): Promise<readonly Outcome[]> => {
  const waiting = [...options.cases];
  const outcomes: Outcome[] = [];
  const names = userNames(options.cases);
  const work = async (): Promise<void> => {
    const standIn = await createStandIn(names);
    const bed = await makeBed({
      address: standIn.address,
      settings: { startTimeoutMs: limitMs },
      ports: ownPorts,
    }).catch(async (error: unknown) => {
      await standIn.dispose();
      throw error;
    });
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (options.signal.aborted) break;
        const outcome = await measureOne(options, next, standIn, bed).catch((error: unknown) => {
          if (options.signal.aborted) return undefined;
          throw error;
        });
        // What was cut off says nothing.
        if (outcome === undefined || isAborted(options.signal)) break;
        outcomes.push(outcome);
        options.onOutcome?.(outcome);
      }
    } finally {
      await bed.dispose();
      await standIn.dispose();
    }
  };
  const done = await Promise.allSettled(Array.from({ length: options.engines }, work));
  for (const each of done) if (each.status === 'rejected') throw each.reason;
  return outcomes.sort((a, b) => a.id.localeCompare(b.id));
};

/** A look that the compiler does not take for the one before. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

/** On its own network the engine has every port; whether this process could take one says nothing. */
const ownPorts = (): PortAllocator => ({
  allocate: ({ wanted }) => Promise.resolve(wanted.map((port) => ({ ...port, chosen: port.port }))),
  release: () => Promise.resolve(),
});

const userNames = (cases: readonly RealCase[]): readonly string[] => [
  ...new Set(
    cases.flatMap(({ config }) =>
      Object.values(
        (config as { services?: Record<string, { user?: string; group_add?: string[] }> } | null)
          ?.services ?? {},
      ).flatMap(({ user, group_add: groups = [] }) =>
        [...(user ?? '').split(':'), ...groups].filter((name) => /^[a-z_][\w-]*$/i.test(name)),
      ),
    ),
  ),
];

const measureOne = async (
  options: MeasureOptions,
  real: RealCase,
  standIn: StandIn,
  bed: Bed,
): Promise<Outcome> => {
  const { id } = real;
  const choice = await openCase(options.corpus, real);
  if (choice.kind === 'out') return choice;
  const { runCase } = choice;
  try {
    await standIn.setJobs(runCase.jobs);
    for (const image of runCase.images) await standIn.provide(image);
    const theirs = await started(standIn, runCase, () => upByCompose(options, runCase, standIn));
    const ours = await started(standIn, runCase, async () => {
      await bed.start(
        runCase.model,
        {},
        AbortSignal.any([options.signal, AbortSignal.timeout(limitMs)]),
      );
    });
    if (theirs.failure !== undefined && ours.failure !== undefined)
      return { kind: 'both-fail', id, why: `${theirs.failure}\n    ours: ${ours.failure}` };
    if (ours.failure === undefined && /requires? Docker Engine v\d/.test(theirs.failure ?? ''))
      return { kind: 'out', id, why: 'an engine too old for Compose; HyperBox says so and starts' };
    if (theirs.failure !== undefined || ours.failure !== undefined) {
      const who = theirs.failure === undefined ? 'only ours fails' : 'only theirs fails';
      return { kind: 'different', id, lines: [`${who}: ${theirs.failure ?? ours.failure ?? ''}`] };
    }
    const lines = differences(ours.snapshot, theirs.snapshot);
    return lines.length === 0 ? { kind: 'equal', id } : { kind: 'different', id, lines };
  } finally {
    await runCase.remove();
    // Ctrl-C reaches the engine too; what it leaves goes with its folder.
    if (!options.signal.aborted) await standIn.wipe();
  }
};

interface Started {
  readonly failure?: string;
  readonly snapshot: Snapshot;
}

const started = async (
  standIn: StandIn,
  { model }: RunCase,
  start: () => Promise<void>,
): Promise<Started> => {
  const { networks, volumes } = standIn.engine;
  await standIn.wipe();
  for (const { name, external } of Object.values(model.networks))
    if (external === true && !['bridge', 'host', 'none'].includes(name))
      await networks.create({ name });
  for (const { name, external } of Object.values(model.volumes))
    if (external === true && Boolean(name)) await volumes.create({ name });
  const failure = await start().then(
    () => undefined,
    (error: unknown) => messageOf(error),
  );
  const snapshot = normalizeSnapshot(await takeSnapshot(standIn.engine), model);
  return { snapshot, ...(failure !== undefined && { failure }) };
};

const messageOf = (error: unknown): string => {
  const { message = String(error), stderr = '' } = error as { message?: string; stderr?: string };
  return (stderr.trim().split('\n').at(-1) ?? '') || message;
};

const upByCompose = async (
  { compose: [file = '', ...before], signal }: MeasureOptions,
  { project, directory, files, envFile, environment }: RunCase,
  { address }: StandIn,
): Promise<void> => {
  const args = [
    ...before,
    ...['--project-name', project],
    ...files.flatMap((name) => ['--file', name]),
    ...(envFile === null ? [] : ['--env-file', envFile]),
    ...['up', '--detach'],
  ];
  await run(file, args, {
    cwd: directory,
    env: { ...environment, DOCKER_HOST: address },
    timeout: limitMs,
    signal,
  });
};
