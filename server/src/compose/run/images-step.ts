import { HyperBoxError, isCancelled } from '../../base/error.ts';
import { Turns } from '../../base/turns.ts';
import type { BuildSpec, Engine, LayerProgress } from '../../engines/contract.ts';
import type { ComposeBuild, ComposeModel } from '../model.ts';
import { parseBytes } from '../values/bytes.ts';
import type { StepBoard } from './board.ts';
import { composeLabels } from './labels.ts';
import type { ImageAction } from './plan-images.ts';
import { readImage, type ImageFacts, type ObservedState } from './state.ts';
import { ignoredParts } from './spec/context.ts';

const parallelPulls = 4;
const parallelBuilds = 2;

export interface ImageSupplyOptions {
  readonly engine: Engine;
  readonly model: ComposeModel;
  readonly actions: readonly ImageAction[];
  readonly state: ObservedState;
  readonly board: StepBoard;
  readonly pullIdleTimeoutMs: number;
  readonly warn: (warning: string) => void;
  readonly signal: AbortSignal;
}

/** Gets images onto the engine, each once however many services use it. */
export const createImageSupply = (options: ImageSupplyOptions) => {
  const { engine, board, signal } = options;
  const pulls = new Turns(parallelPulls);
  const builds = new Turns(parallelBuilds);
  const supplied = new Map<string, Promise<ImageFacts>>();

  const pull = (action: ImageAction): Promise<void> =>
    pulls.run(async () => {
      signal.throwIfAborted();
      const id = `image:${action.reference}`;
      const label = `Pulling ${action.reference}`;
      board.set(id, 'running', label);
      try {
        await engine.images.pull(
          action.reference,
          {
            ...(action.platform !== undefined && { platform: action.platform }),
            idleTimeoutMs: options.pullIdleTimeoutMs,
            onProgress: (layer) => {
              showLayer(board, id, label, layer);
            },
          },
          signal,
        );
        board.set(id, 'done', `Pulled ${action.reference}`);
      } catch (error) {
        board.set(id, 'failed', label);
        throw error;
      }
    });

  const build = (action: ImageAction, declared: ComposeBuild): Promise<void> =>
    builds.run(async () => {
      signal.throwIfAborted();
      const id = `image:${action.reference}`;
      const label = `Building ${action.reference}`;
      const service = action.services[0] ?? action.reference;
      for (const warning of buildWarnings(declared))
        options.warn(`service "${service}": build: ${warning}`);
      board.set(id, 'running', label);
      try {
        await engine.images.build(
          buildSpecOf(options.model, service, action, declared),
          (line) => {
            if (line.trim() !== '') board.set(id, 'running', label, { detail: line.trim() });
          },
          signal,
        );
        board.set(id, 'done', `Built ${action.reference}`);
      } catch (error) {
        board.set(id, 'failed', label);
        throw error;
      }
    });

  const fetchFor: Record<ImageAction['kind'], (action: ImageAction) => Promise<void>> = {
    use: () => Promise.resolve(),
    missing: (action) => Promise.reject(notThere(action)),
    build: (action) => build(action, action.build ?? {}),
    pull: async (action) => {
      try {
        await pull(action);
      } catch (error) {
        if (isCancelled(error)) throw error;
        if (action.build !== undefined) {
          await build(action, action.build);
          return;
        }
        if (action.optional !== true) throw error;
        options.warn(
          `"${action.reference}" could not be refreshed; the one that is there is used.`,
        );
      }
    },
  };

  const supply = async (reference: string): Promise<ImageFacts> => {
    const action = options.actions.find((candidate) => candidate.reference === reference);
    const found = options.state.images.get(reference);
    if (action?.kind === 'use' && found !== undefined) return found;
    if (action !== undefined) await fetchFor[action.kind](action);
    const facts = await readImage(engine, reference);
    if (facts === undefined) throw notThere({ reference });
    return facts;
  };

  return (reference: string): Promise<ImageFacts> => {
    const running = supplied.get(reference) ?? supply(reference);
    supplied.set(reference, running);
    return running;
  };
};

const notThere = ({ reference }: Pick<ImageAction, 'reference'>): HyperBoxError =>
  new HyperBoxError('image-not-found', `The image "${reference}" is not on the engine.`, {
    hint: 'Pull it, or change the pull policy of the service.',
  });

const showLayer = (
  board: StepBoard,
  parentId: string,
  label: string,
  layer: LayerProgress,
): void => {
  if (layer.id === undefined) {
    board.set(parentId, 'running', label, { detail: layer.status });
    return;
  }
  const ended = /^(pull complete|already exists|download complete)/i.test(layer.status);
  board.set(`${parentId}/${layer.id}`, ended ? 'done' : 'running', `${layer.id}: ${layer.status}`, {
    parentId,
    ...(layer.currentBytes !== undefined && { current: layer.currentBytes }),
    ...(layer.totalBytes !== undefined && { total: layer.totalBytes }),
  });
};

const buildSpecOf = (
  model: ComposeModel,
  service: string,
  action: ImageAction,
  declared: ComposeBuild,
): BuildSpec => {
  const shmSizeBytes = parseBytes(declared.shm_size ?? '');
  const platform = action.platform ?? declared.platforms?.[0];
  return {
    context: declared.context ?? model.workingDir,
    tags: [action.reference, ...(declared.tags ?? [])],
    ...(declared.dockerfile !== undefined && { dockerfile: declared.dockerfile }),
    ...(declared.dockerfile_inline !== undefined && {
      dockerfileInline: declared.dockerfile_inline,
    }),
    ...(declared.args !== undefined && { args: argumentsOf(declared.args, model) }),
    ...(declared.target !== undefined && { target: declared.target }),
    ...(platform !== undefined && { platform }),
    labels: {
      ...declared.labels,
      [composeLabels.project]: model.name,
      [composeLabels.service]: service,
    },
    ...(declared.cache_from !== undefined && { cacheFrom: declared.cache_from }),
    ...(declared.network !== undefined && { network: declared.network }),
    ...(declared.extra_hosts !== undefined && {
      extraHosts: declared.extra_hosts.map((host) => host.replace('=', ':')),
    }),
    ...(shmSizeBytes !== undefined && { shmSizeBytes }),
    ...(declared.no_cache !== undefined && { noCache: declared.no_cache }),
    ...(declared.pull !== undefined && { pull: declared.pull }),
  };
};

/** An argument without a value takes it from the environment, if it is set there. */
const argumentsOf = (
  args: NonNullable<ComposeBuild['args']>,
  model: ComposeModel,
): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, value ?? model.environment[name] ?? null]),
  );

const needsBuildkit = 'it needs BuildKit, and images are built through the engine itself';

const buildWarnings = (declared: ComposeBuild): readonly string[] =>
  ignoredParts(declared, {
    additional_contexts: needsBuildkit,
    cache_to: needsBuildkit,
    entitlements: needsBuildkit,
    isolation: needsBuildkit,
    privileged: needsBuildkit,
    provenance: needsBuildkit,
    sbom: needsBuildkit,
    secrets: needsBuildkit,
    ssh: needsBuildkit,
    ulimits: needsBuildkit,
  }).concat(
    (declared.platforms?.length ?? 0) > 1
      ? ['"platforms" takes only its first: an engine keeps one platform of an image']
      : [],
  );
