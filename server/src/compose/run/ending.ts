import type { Engine } from '../../engines/contract.ts';
import type { ContainerWatch } from './watch.ts';

export interface EndingTools {
  readonly engine: Engine;
  readonly watch: ContainerWatch;
}

export interface Ending {
  /** The container's process is gone. The engine still has its network and mounts to take apart. */
  readonly ended: Promise<void>;
  /** The engine has released all that it held. Rejects when it could not stop the container. */
  readonly released: Promise<void>;
}

/** Stops a container. `ended` resolves with the event of the end, at the latest with `released`. */
export const endContainer = (
  { engine, watch }: EndingTools,
  id: string,
  options?: { readonly graceMs?: number },
): Ending => {
  const { deaths } = watch.get(id);
  const over = new AbortController();
  const released = engine.containers.stop(id, options).finally(() => {
    over.abort();
  });
  const heard = watch.until(
    () => (watch.get(id).deaths > deaths || watch.get(id).gone ? true : undefined),
    over.signal,
  );
  // Without the event, as after a gap, the engine's answer says it.
  const ended = heard.catch(() => released).then(() => undefined);
  // Who waits for the one need not wait for the other.
  ended.catch(() => undefined);
  released.catch(() => undefined);
  return { ended, released };
};
