import { HyperBoxError } from '../../base/error.ts';
import type { Engine } from '../../engines/contract.ts';
import type { ComposeModel } from '../model.ts';
import type { StepBoard } from './board.ts';
import { resourceLabels } from './labels.ts';
import type { Plan } from './plan.ts';
import { definitionHash, type ResourceAction } from './plan-resources.ts';
import { networkSpecOf, volumeSpecOf } from './resource-specs.ts';
import type { ObservedState } from './state.ts';

interface ResourceOptions {
  readonly engine: Engine;
  readonly model: ComposeModel;
  readonly plan: Plan;
  readonly state: ObservedState;
  readonly board: StepBoard;
  readonly warn: (warning: string) => void;
  readonly signal: AbortSignal;
}

/** Makes networks and volumes, each once; services wait for theirs only. */
export const createResourceSupply = (options: ResourceOptions) => {
  const networks = startAll(options, 'network', options.plan.networks, makeNetwork);
  const volumes = startAll(options, 'volume', options.plan.volumes, makeVolume);
  return {
    async need(keys: {
      readonly networks: readonly string[];
      readonly volumes: readonly string[];
    }): Promise<void> {
      await Promise.all([
        ...keys.networks.map((key) => networks.get(key)),
        ...keys.volumes.map((key) => volumes.get(key)),
      ]);
    },
    /** Nothing is being made any more, also nothing that nobody waited for. */
    async settled(): Promise<void> {
      await Promise.allSettled([...networks.values(), ...volumes.values()]);
    },
  };
};

type Make = (options: ResourceOptions, action: ResourceAction) => Promise<void>;

const startAll = (
  options: ResourceOptions,
  noun: 'network' | 'volume',
  actions: readonly ResourceAction[],
  make: Make,
): ReadonlyMap<string, Promise<void>> =>
  new Map(
    actions.map((action) => {
      const made = ensure(options, noun, action, make);
      // Whoever uses it hears of the failure; nobody using it is no failure.
      made.catch(() => undefined);
      return [action.key, made];
    }),
  );

const ensure = async (
  { signal, board, ...options }: ResourceOptions,
  noun: 'network' | 'volume',
  action: ResourceAction,
  make: Make,
): Promise<void> => {
  if (action.kind === 'keep') return;
  if (action.kind === 'missing') {
    throw new HyperBoxError('not-found', `The ${action.reason}.`, {
      hint: `Create it with "docker ${noun} create ${action.name}", or do not declare it external.`,
    });
  }
  if (action.kind === 'nameless') {
    throw new HyperBoxError('compose-invalid', `The name of ${noun} "${action.key}" is empty.`, {
      hint: 'Set the variable that it is made of, or remove `name`.',
    });
  }
  signal.throwIfAborted();
  const id = `${noun}:${action.key}`;
  board.set(id, 'running', `Creating ${noun} ${action.name}`);
  try {
    await make({ signal, board, ...options }, action);
    board.set(id, 'done', `Created ${noun} ${action.name}`);
  } catch (error) {
    board.set(id, 'failed', `Creating ${noun} ${action.name}`);
    throw error;
  }
};

const makeNetwork: Make = async ({ engine, model, state, warn }, action) => {
  const declared = model.networks[action.key];
  if (declared === undefined) return;
  if (action.kind === 'recreate') {
    // Its containers are made anew anyway; attached ones would keep the old network from going.
    const attached = state.containers.filter(({ networks }) => networks.includes(action.name));
    await Promise.all(
      attached.map(({ id }) => engine.networks.disconnect(action.name, id, { force: true })),
    );
    await engine.networks.remove(action.name);
  }
  const spec = networkSpecOf(declared);
  for (const { field, why } of engine.networks.limits(spec))
    warn(`network "${action.key}": ${field}: has no effect: ${why}`);
  await engine.networks.create({
    ...spec,
    labels: resourceLabels(model, 'network', action.key, definitionHash(declared)),
  });
};

const makeVolume: Make = async ({ engine, model }, action) => {
  const declared = model.volumes[action.key];
  if (declared === undefined) return;
  await engine.volumes.create({
    ...volumeSpecOf(declared),
    labels: resourceLabels(model, 'volume', action.key, definitionHash(declared)),
  });
};
