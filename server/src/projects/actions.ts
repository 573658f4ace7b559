import type { ProjectId } from '#shared/protocol/ids';
import type {
  DownPreview,
  ProjectVerb,
  StartPreview,
  StartResult,
} from '#shared/protocol/projects';
import { HyperBoxError } from '../base/error.ts';
import type { WorkContext } from '../base/progress.ts';
import type { LoadResult } from '../compose/load-contract.ts';
import type { ComposeModel } from '../compose/model.ts';
import type {
  ComposeRunner,
  DownOptions,
  RunningOnce,
  RunOnceOptions,
  RunTarget,
  StartOptions,
} from '../compose/runner-contract.ts';
import { firstProblem } from './merge.ts';

/** A project at the moment when something is to be done to it. */
export interface ActionTarget {
  readonly name: string;
  /** Its model as of now; a project known by labels loads the files that these name. */
  load(extraProfiles?: readonly string[]): Promise<LoadResult>;
}

interface ActionsOptions {
  readonly runner: ComposeRunner;
  readonly resolve: (id: ProjectId) => Promise<ActionTarget>;
  readonly onBusyChange: (id: ProjectId) => void;
}

/** Carries out the verbs on projects, one at a time for each. */
export class ProjectActions {
  readonly #options: ActionsOptions;
  readonly #busy = new Map<ProjectId, ProjectVerb>();

  constructor(options: ActionsOptions) {
    this.#options = options;
  }

  busy(id: ProjectId): ProjectVerb | undefined {
    return this.#busy.get(id);
  }

  start(id: ProjectId, options: StartOptions, work: WorkContext): Promise<StartResult> {
    const verb = options.rebuild === true ? 'rebuild' : 'start';
    return this.#exclusive(id, verb, async (target) => {
      const model = await startableModel(target, options.services ?? []);
      return { projectId: id, ...(await this.#options.runner.start(model, options, work)) };
    });
  }

  stop(id: ProjectId, services: readonly string[] | undefined, work: WorkContext): Promise<void> {
    return this.#exclusive(id, 'stop', async (target) => {
      await this.#options.runner.stop(await runTarget(target, services), work);
    });
  }

  restart(
    id: ProjectId,
    services: readonly string[] | undefined,
    work: WorkContext,
  ): Promise<void> {
    return this.#exclusive(id, 'restart', async (target) => {
      await this.#options.runner.restart(await runTarget(target, services), work);
    });
  }

  down(id: ProjectId, options: DownOptions, work: WorkContext): Promise<void> {
    return this.#exclusive(id, 'down', async (target) => {
      await this.#options.runner.down(await runTarget(target, undefined), options, work);
    });
  }

  async preview(id: ProjectId, options: StartOptions, signal: AbortSignal): Promise<StartPreview> {
    const model = await startableModel(await this.#options.resolve(id), options.services ?? []);
    return { projectId: id, ...(await this.#options.runner.preview(model, options, signal)) };
  }

  /** Beside whatever is done to the project: the runner waits for its turn. */
  async runOnce(id: ProjectId, options: RunOnceOptions, work: WorkContext): Promise<RunningOnce> {
    const model = await startableModel(await this.#options.resolve(id), [options.service]);
    return this.#options.runner.runOnce(model, options, work);
  }

  removeOrphans(id: ProjectId, work: WorkContext): Promise<readonly string[]> {
    return this.#exclusive(id, 'down', async (target) =>
      this.#options.runner.removeOrphans(await startableModel(target, []), work),
    );
  }

  async previewDown(id: ProjectId): Promise<DownPreview> {
    const target = await this.#options.resolve(id);
    return this.#options.runner.previewDown(await runTarget(target, undefined));
  }

  async #exclusive<T>(
    id: ProjectId,
    verb: ProjectVerb,
    act: (target: ActionTarget) => Promise<T>,
  ): Promise<T> {
    const running = this.#busy.get(id);
    if (running !== undefined) {
      throw new HyperBoxError(
        'busy',
        `Cannot ${verb} the project now: ${doing[running]} it is under way.`,
        {
          hint: 'Wait for it to finish, or cancel it.',
        },
      );
    }
    this.#busy.set(id, verb);
    try {
      this.#options.onBusyChange(id);
      return await act(await this.#options.resolve(id));
    } finally {
      this.#busy.delete(id);
      this.#options.onBusyChange(id);
    }
  }
}

const doing: Readonly<Record<ProjectVerb, string>> = {
  start: 'starting',
  stop: 'stopping',
  restart: 'restarting',
  down: 'removing',
  rebuild: 'rebuilding',
};

/** A service that is asked for by name brings its profiles along, as `docker compose up NAME` does. */
const startableModel = async (
  target: ActionTarget,
  services: readonly string[],
): Promise<ComposeModel> => {
  const model = usable(target, await target.load());
  const extra = services.flatMap((name) => model.disabledServices[name]?.profiles ?? []);
  return extra.length === 0
    ? model
    : usable(target, await target.load([...model.activeProfiles, ...extra]));
};

const usable = (target: ActionTarget, loaded: LoadResult): ComposeModel => {
  const problem = firstProblem(loaded);
  if (loaded.model !== undefined && problem === undefined) return loaded.model;
  throw new HyperBoxError(
    'compose-invalid',
    problem?.message ?? `${target.name} has no usable compose file.`,
    {
      hint: problem?.hint ?? 'Mend the compose file and start again.',
      location: problem?.location,
    },
  );
};

/** What runs can be stopped whatever its file says by now. */
const runTarget = async (
  target: ActionTarget,
  services: readonly string[] | undefined,
): Promise<RunTarget> => {
  const loaded = await target.load().catch(() => undefined);
  const model =
    loaded === undefined || firstProblem(loaded) !== undefined ? undefined : loaded.model;
  return {
    project: target.name,
    ...(model !== undefined && { model }),
    ...(services !== undefined && { services }),
  };
};
