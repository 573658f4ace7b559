import * as z from 'zod/mini';
import { projectId, type ProjectId } from '#shared/protocol/ids';
import { lensCommands, type LensCommand } from '#shared/protocol/lenses';
import type { WorkContext } from '../../../base/progress.ts';

/** What lenses do to projects. */
export interface ProjectVerbs {
  start(
    id: ProjectId,
    services: readonly string[] | undefined,
    work: WorkContext,
  ): Promise<unknown>;
  stop(id: ProjectId, services: readonly string[] | undefined, work: WorkContext): Promise<void>;
  restart(id: ProjectId, services: readonly string[] | undefined, work: WorkContext): Promise<void>;
}

export interface ProjectCommand {
  /** What is shown while it goes on. */
  title(args: readonly unknown[]): string;
  run(args: readonly unknown[], projects: ProjectVerbs, work: WorkContext): Promise<void>;
}

const target = z.union([z.tuple([projectId]), z.tuple([projectId, z.string()])]);

const command = (doing: string, verb: keyof ProjectVerbs): ProjectCommand => ({
  title: ([, service = 'the project']) => `${doing} ${String(service)}`,
  run: async (args, projects, work) => {
    const [id, ...services] = z.parse(target, args);
    await projects[verb](id, services.length === 0 ? undefined : services, work);
  },
});

/** For editors that have no commands of ours, by the id that they send back. */
export const projectCommands: Readonly<Record<string, ProjectCommand>> = {
  'hyperbox-language-server.start': command('Starting', 'start'),
  'hyperbox-language-server.stop': command('Stopping', 'stop'),
  'hyperbox-language-server.restart': command('Restarting', 'restart'),
};

/** What the server does in the place of an editor's command. Logs and terminals need an editor. */
export const serverCommands: Readonly<Partial<Record<LensCommand, string>>> = {
  [lensCommands.startProject]: 'hyperbox-language-server.start',
  [lensCommands.stopProject]: 'hyperbox-language-server.stop',
  [lensCommands.startService]: 'hyperbox-language-server.start',
  [lensCommands.stopService]: 'hyperbox-language-server.stop',
  [lensCommands.restartService]: 'hyperbox-language-server.restart',
};
