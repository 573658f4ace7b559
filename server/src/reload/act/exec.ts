import { HyperBoxError } from '../../base/error.ts';
import { signalNumberOf } from '../../base/exit-code.ts';
import type { ComposeHook, ComposeModel } from '../../compose/model.ts';
import { execHook, lastLinesOf } from '../../compose/run/hooks.ts';
import type { Engine } from '../../engines/contract.ts';

/** The engine notices the end of a container a moment after that of what ran in it. */
const noticedMs = 1000;

/**
 * Runs the command of a `sync+exec` rule in a container; one that fails is an error. Rejects with `conflict`
 * when the container ended meanwhile, and the command with it.
 */
export const runHook = async (options: {
  readonly engine: Engine;
  readonly containerId: string;
  readonly hook: ComposeHook;
  /** Where variables that the hook only names have their values from. */
  readonly model: Pick<ComposeModel, 'environment'>;
  readonly signal: AbortSignal;
}): Promise<void> => {
  const { engine, containerId, hook, model, signal } = options;
  const result = await execHook(engine, model, containerId, hook, signal);
  if (result.exitCode === 0) return;
  const command = hook.command.join(' ');
  const bySignal = signalNumberOf(result.exitCode) !== undefined;
  if (bySignal && (await hasEnded(engine, containerId))) {
    throw new HyperBoxError('conflict', `The container ended while "${command}" ran in it.`, {
      hint: 'It runs again once the service is up.',
    });
  }
  throw new HyperBoxError(
    'reload-failed',
    `The command "${command}" exited with code ${result.exitCode}.`,
    { output: lastLinesOf(result) },
  );
};

const hasEnded = (engine: Engine, containerId: string): Promise<boolean> =>
  engine.containers.wait(containerId, AbortSignal.timeout(noticedMs)).then(
    () => true,
    () => false,
  );
