import type { ContainerId, ProjectId } from '#shared/protocol/ids';
import type { OneOffRun } from '#shared/protocol/projects';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { WorkContext } from '../base/progress.ts';
import type { RunOnceOptions } from '../compose/runner-contract.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { Projects } from '../projects/contract.ts';
import type { Client } from './client.ts';
import type { TerminalStreams } from './terminal-streams.ts';

interface OneOffRunsOptions {
  readonly projects: Pick<Projects, 'runOnce'>;
  readonly terminals: Pick<TerminalStreams, 'adopt'>;
  readonly connection: EngineConnection;
  readonly log: Log;
}

export interface OneOffRequest extends RunOnceOptions {
  readonly projectId: ProjectId;
  readonly bytes?: boolean;
}

/** One-off runs that clients follow. One that nobody follows any more is stopped. */
export class OneOffRuns {
  readonly #options: OneOffRunsOptions;

  constructor(options: OneOffRunsOptions) {
    this.#options = options;
  }

  async start(client: Client, request: OneOffRequest, work: WorkContext): Promise<OneOffRun> {
    const { projectId, bytes, ...options } = request;
    const { projects, terminals } = this.#options;
    const { attachment, ...run } = await projects.runOnce(projectId, options, work);
    if (attachment === undefined) return run;
    const streamId = terminals.adopt(client, attachment, {
      command: options.command ?? [],
      encoding: bytes === true ? 'latin1' : 'utf8',
      hangUp: () => this.#stop(run.containerId),
    });
    return { ...run, streamId };
  }

  /** Where it was to be removed, the engine does so when it has ended. */
  async #stop(id: ContainerId): Promise<void> {
    try {
      await this.#options.connection.require().containers.stop(id);
    } catch (error) {
      this.#options.log.warn(`A one-off container could not be stopped: ${messageOf(error)}`);
    }
  }
}
