import type { ServiceExit } from '#shared/protocol/projects';
import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import type { Projects } from './contract.ts';

interface LateExitsOptions {
  /** By the name that a project's containers carry. */
  readonly onDidExit: Event<Omit<ServiceExit, 'projectId'>>;
  readonly projects: Pick<Projects, 'list'>;
  readonly log: Log;
}

/** Tells of services that ended soon after their start, with the project as clients know it. */
export class LateExits implements Disposable {
  readonly #exits = new Emitter<ServiceExit>();
  readonly onDidExit = this.#exits.event;
  readonly #listening: Disposable;

  constructor({ onDidExit, projects, log }: LateExitsOptions) {
    this.#listening = onDidExit((exit) => {
      const { project, service, exitCode } = exit;
      log.warn(`"${service}" of ${project} ended with code ${String(exitCode)} after its start.`);
      projects.list().then(
        (items) => {
          // Containers of one name are the same ones, in whichever folder the project is found.
          const own = items.filter(({ name }) => name === project);
          const item = own.find(({ workspaceFolder }) => workspaceFolder !== undefined) ?? own[0];
          if (item !== undefined) this.#exits.fire({ ...exit, projectId: item.id });
        },
        (error: unknown) => {
          log.warn(`Nobody could be told of that: ${messageOf(error)}`);
        },
      );
    });
  }

  dispose(): void {
    this.#listening.dispose();
    this.#exits.dispose();
  }
}
