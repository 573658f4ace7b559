import { HyperBoxError, isCancelled } from '../../base/error.ts';
import { Turns } from '../../base/turns.ts';
import type { Engine, LayerProgress } from '../../engines/contract.ts';
import type { ComposeBuild, ComposeModel } from '../model.ts';
import type { StepBoard } from './board.ts';
import { buildSpecOf, buildWarnings } from './build-spec.ts';
import type { ImageAction } from './plan-images.ts';
import { readImage, type ImageFacts, type ObservedState } from './state.ts';

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

  const build = async (action: ImageAction, declared: ComposeBuild): Promise<void> => {
    await Promise.all((action.needs ?? []).map(obtain));
    await builds.run(async () => {
      signal.throwIfAborted();
      const id = `image:${action.reference}`;
      const label = `Building ${action.reference}`;
      const service = action.services[0] ?? action.reference;
      const { reference, platform } = action;
      const spec = buildSpecOf({ model: options.model, service, reference, platform, declared });
      const limits = (await engine.images.buildLimits(spec)).filter(({ needed }) => !needed);
      for (const warning of [
        ...buildWarnings(declared),
        ...limits.map(({ field, why }) => `"${field}" has no effect: ${why}`),
      ])
        options.warn(`service "${service}": build: ${warning}`);
      board.set(id, 'running', label);
      try {
        await engine.images.build(
          spec,
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
  };

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

  const obtain = (reference: string): Promise<ImageFacts> => {
    const running = supplied.get(reference) ?? supply(reference);
    supplied.set(reference, running);
    return running;
  };

  return async (reference: string): Promise<ImageFacts> => {
    const circle = findCircle(options.actions, [reference]);
    if (circle !== undefined) throw needsItself(circle);
    return obtain(reference);
  };
};

/** A way from the last of these images back to one before it, along what builds start from. */
const findCircle = (
  actions: readonly ImageAction[],
  path: readonly string[],
): readonly string[] | undefined => {
  const last = path.at(-1);
  for (const need of actions.find(({ reference }) => reference === last)?.needs ?? []) {
    if (path.includes(need)) return [...path, need];
    const circle = findCircle(actions, [...path, need]);
    if (circle !== undefined) return circle;
  }
  return undefined;
};

const needsItself = (circle: readonly string[]): HyperBoxError =>
  new HyperBoxError(
    'compose-invalid',
    `Images cannot be built from each other: ${circle.join(' needs ')}.`,
    { hint: 'Look at "additional_contexts" of their builds.' },
  );

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
