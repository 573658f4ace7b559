import { HyperBoxError } from '../../base/error.ts';
import type { Log } from '../../base/log.ts';
import type { Engine, ExecResult } from '../../engines/contract.ts';
import type { ComposeHook, ComposeModel } from '../model.ts';
import { environmentOf } from './spec/process.ts';

/** Runs a command in a container as hooks say it; what its exit code means is the caller's to say. */
export const execHook = (
  engine: Engine,
  model: Pick<ComposeModel, 'environment'>,
  id: string,
  hook: ComposeHook,
  signal?: AbortSignal,
): Promise<ExecResult> =>
  engine.containers.exec(
    id,
    {
      command: hook.command,
      ...(hook.user !== undefined && { user: hook.user }),
      ...(hook.working_dir !== undefined && { workingDir: hook.working_dir }),
      ...(hook.privileged !== undefined && { privileged: hook.privileged }),
      ...(hook.environment !== undefined && {
        environment: environmentOf(hook.environment, model.environment),
      }),
    },
    signal,
  );

/** Runs hooks one after the other; the first that fails is an error of the service. */
export const runPostStart = async (
  engine: Engine,
  model: ComposeModel,
  service: string,
  id: string,
): Promise<void> => {
  for (const hook of model.services[service]?.post_start ?? []) {
    const result = await execHook(engine, model, id, hook);
    if (result.exitCode === 0) continue;
    throw new HyperBoxError(
      'start-failed',
      `The post_start hook "${hook.command.join(' ')}" of service "${service}" exited with code ${String(result.exitCode)}.`,
      { service, output: lastLinesOf(result) },
    );
  }
};

/** Whatever a hook does, the container is stopped after it. */
export const runPreStop = async (
  engine: Engine,
  model: ComposeModel | undefined,
  service: string,
  id: string,
  log: Log,
): Promise<void> => {
  for (const hook of model?.services[service]?.pre_stop ?? []) {
    try {
      const result = await execHook(engine, model ?? { environment: {} }, id, hook);
      if (result.exitCode !== 0)
        log.warn(
          `The pre_stop hook of service "${service}" exited with code ${String(result.exitCode)}: ${lastLinesOf(result).join('\n')}`,
        );
    } catch (error) {
      log.error(`The pre_stop hook of service "${service}" could not be run.`, error);
    }
  }
};

/** The end of what a command said. */
export const lastLinesOf = ({ stdout, stderr }: ExecResult): readonly string[] =>
  `${stdout}${stderr}`
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .slice(-20);
