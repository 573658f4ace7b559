import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ContainerItem } from '#shared/protocol/inventory';
import { HyperBoxError, throwIfCancelled } from '../../base/error.ts';
import type { Log } from '../../base/log.ts';
import type { Turns } from '../../base/turns.ts';
import type { Engine } from '../../engines/contract.ts';
import type { ComposeModel, ComposeService } from '../model.ts';
import { serviceHash } from '../hash.ts';
import { copyFiles } from './copy-files.ts';
import { runPostStart, runPreStop } from './hooks.ts';
import { containerNameOf } from './names.ts';
import type { PortDesk } from './port-desk.ts';
import type { PreStart } from './pre-start.ts';
import { withReferences } from './references.ts';
import { containerSpecOf, type SpecResult } from './spec.ts';
import type { SpecContext } from './spec/context.ts';
import { profilePath } from './spec/process.ts';
import type { ImageFacts } from './state.ts';
import type { ContainerWatch } from './watch.ts';

/** What making and starting the containers of one service takes. */
export interface ContainerTools {
  readonly engine: Engine;
  readonly model: ComposeModel;
  readonly service: string;
  readonly declared: ComposeService;
  readonly image: ImageFacts;
  readonly ports: PortDesk;
  readonly watch: ContainerWatch;
  readonly log: Log;
  readonly apiSocket: string | undefined;
  readonly containerOf: (service: string) => string | undefined;
  readonly warn: (warning: string) => void;
  /** A container is about to take the place of another one. */
  readonly noteRecreation: (number: number, reason: string) => void;
  readonly signal: AbortSignal;
  /** Turns at the engine, and how urgent this service's are. */
  readonly turns: Turns;
  /** What has to end well before the first container is started. */
  readonly preStart: PreStart;
  readonly urgency: { readonly create: number; readonly start: number };
}

/** Creates a container and puts its files into it; answers with its id. */
export const createContainer = async (
  tools: ContainerTools,
  number: number,
  replaced?: ContainerItem,
): Promise<string> => {
  const { engine, signal } = tools;
  const result = await specFor(tools, number, replaced);
  for (const warning of result.warnings) tools.warn(warning);
  for (const { field, why } of engine.containers.limits(result.spec))
    tools.warn(`service "${tools.service}": ${field}: has no effect: ${why}`);
  if (result.problems.length > 0)
    throw new HyperBoxError('compose-invalid', sentence(result.problems.join('; ')), {
      service: tools.service,
    });
  const id = await tools.turns.run(() => {
    throwIfCancelled(signal);
    // Not given the signal: a creation that is broken off could leave a container nobody knows of.
    return engine.containers.create(result.spec);
  }, tools.urgency.create);
  try {
    await copyFiles(engine, id, result.files);
  } catch (error) {
    await engine.containers.remove(id, { force: true }).catch(() => undefined);
    throw error;
  }
  return id;
};

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const anonymous = /^[0-9a-f]{64}$/;

const specFor = async (
  tools: ContainerTools,
  number: number,
  replaced: ContainerItem | undefined,
): Promise<SpecResult> => {
  const { model, service, declared, image } = tools;
  const context: SpecContext = {
    number,
    configHash: serviceHash(withReferences(declared, tools.containerOf)),
    imageId: image.id,
    imageVolumes: image.volumes,
    containerOf: tools.containerOf,
    hostPorts: tools.ports.chosen(service, number),
    apiSocket: tools.apiSocket,
    profileTexts: await readProfiles(model, declared),
    replaces: replaced?.id,
    inherited: (replaced?.mounts ?? [])
      .filter(({ kind, source }) => kind === 'volume' && anonymous.test(source))
      .map(({ source, target, readOnly }) => ({ name: source, target, readOnly })),
  };
  return containerSpecOf(model, service, declared, context);
};

/** Texts of the files that `security_opt` names. */
export const readProfiles = async (
  model: ComposeModel,
  declared: ComposeService,
): Promise<ReadonlyMap<string, string>> => {
  const paths = (declared.security_opt ?? []).flatMap((option) => profilePath(option) ?? []);
  const texts = await Promise.all(
    paths.map(async (path) => {
      const text = await readFile(resolve(model.workingDir, path), 'utf8').catch(() => undefined);
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
  return new Map(texts.flat());
};

const portAttempts = 4;

/**
 * Starts a container that is not running. Where somebody took its port since it was chosen, the
 * container is made again with another one. Answers with the id of what runs in the end.
 */
export const startContainer = async (
  tools: ContainerTools,
  number: number,
  created: string,
): Promise<string> => {
  const { engine, model, service, watch, signal } = tools;
  let current = created;
  await tools.preStart(tools, created);
  for (let attempt = 1; ; attempt++) {
    const id = current;
    try {
      await tools.turns.run(() => {
        throwIfCancelled(signal);
        watch.expectStart(id);
        return engine.containers.start(id);
      }, tools.urgency.start);
      break;
    } catch (error) {
      const taken = error instanceof HyperBoxError && error.code === 'port-unavailable';
      if (!taken || attempt === portAttempts) throw error;
      if (!(await tools.ports.avoid(service, number, error.message))) throw error;
      await engine.containers.remove(current, { force: true });
      current = await createContainer(tools, number);
    }
  }
  watch.noteStarted(current);
  await runPostStart(engine, model, service, current);
  return current;
};

export interface Recreated {
  readonly id: string;
  /** The old container is gone. Who waits for the new one need not wait for that. */
  readonly removed: Promise<void>;
}

/**
 * Puts a new container in the place of an old one, which keeps running until the new one is made,
 * hands on its anonymous volumes, and comes back if the new one cannot be started.
 */
export const recreateContainer = async (
  tools: ContainerTools,
  number: number,
  old: ContainerItem,
): Promise<Recreated> => {
  const { engine, model, service, declared, log } = tools;
  const name = containerNameOf(model.name, service, declared, number);
  const renamed = old.name === name;
  if (renamed) await engine.containers.rename(old.id, `${old.id.slice(0, 12)}_${name}`);
  const runs = old.status === 'running' || old.status === 'restarting' || old.status === 'paused';
  let created: string | undefined;
  let stopped = false;
  try {
    created = await createContainer(tools, number, old);
    if (runs) {
      await runPreStop(engine, model, service, old.id, log);
      stopped = true;
      // Starting the new one while the engine takes this one apart is no quicker, and ports are not free.
      await engine.containers.stop(old.id);
    }
    const id = await startContainer(tools, number, created);
    const removed = engine.containers.remove(old.id, { force: true });
    removed.catch(() => undefined);
    return { id, removed };
  } catch (error) {
    const restore = async (): Promise<void> => {
      if (created !== undefined) await engine.containers.remove(created, { force: true });
      if (renamed) await engine.containers.rename(old.id, name);
      if (stopped) await engine.containers.start(old.id);
    };
    await restore().catch((why: unknown) => {
      log.error(`The former container of service "${service}" could not be brought back.`, why);
    });
    throw error;
  }
};
