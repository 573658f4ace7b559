import type { ContainerId, NetworkId } from '#shared/protocol/ids';
import { HyperBoxError, messageOf, throwIfCancelled } from '../base/error.ts';
import type { WorkContext } from '../base/progress.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { ContainerSpec, Engine } from '../engines/contract.ts';
import type { Images } from '../images/images.ts';
import { parsePort } from './parse-port.ts';
import { parseVolume } from './parse-volume.ts';

export interface RunForm {
  readonly image: string;
  readonly name?: string | undefined;
  readonly ports: readonly string[];
  readonly environment: readonly string[];
  readonly volumes: readonly string[];
  readonly command?: readonly string[] | undefined;
  readonly network?: NetworkId | undefined;
}

/**
 * `docker run -d` in short: pulls the image if it is missing, creates and starts. A container that
 * does not start is removed again, so that its name and ports are free for the next try.
 */
export const runContainer = async (
  form: RunForm,
  work: WorkContext,
  { connection, images }: { readonly connection: EngineConnection; readonly images: Images },
): Promise<ContainerId> => {
  const spec = specOf(form);
  await images.ensure(form.image, work);
  const engine = connection.require();
  work.progress({ message: `Creating a container of ${form.image}` });
  const id = await engine.containers.create(spec, work.signal);
  try {
    throwIfCancelled(work.signal);
    work.progress({ message: `Starting ${form.name ?? id.slice(0, 12)}` });
    await engine.containers.start(id, work.signal);
    return id;
  } catch (error) {
    await removeQuietly(engine, id);
    throw startError(form, error);
  }
};

/** Throws `invalid-input` before anything is done. */
export const specOf = (form: RunForm): ContainerSpec => ({
  image: form.image,
  ...(form.name !== undefined && { name: form.name }),
  ports: form.ports.flatMap(parsePort),
  environment: form.environment.map(parseVariable),
  mounts: form.volumes.map(parseVolume),
  ...(form.command !== undefined && form.command.length > 0 && { command: form.command }),
  ...(form.network !== undefined && {
    networkMode: form.network,
    networks: [{ network: form.network }],
  }),
});

const parseVariable = (text: string): string => {
  if (/^[^=\s]+=/.test(text)) return text;
  throw new HyperBoxError('invalid-input', `"${text}" is not an environment variable.`, {
    hint: 'Write NAME=value.',
  });
};

const removeQuietly = async (engine: Engine, id: ContainerId): Promise<void> => {
  try {
    await engine.containers.remove(id, { force: true, anonymousVolumes: true });
  } catch {
    // Why it did not start is what the user needs to hear.
  }
};

const startError = (form: RunForm, error: unknown): unknown => {
  if (!(error instanceof HyperBoxError) || error.code !== 'engine-failed') return error;
  const what = form.name ?? `A container of ${form.image}`;
  return new HyperBoxError('start-failed', `${what} could not be started: ${messageOf(error)}`, {
    hint: error.hint ?? 'The container was removed again. Check the command, ports and volumes.',
    cause: error,
  });
};
