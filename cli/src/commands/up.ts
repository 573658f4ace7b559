import {
  projectsPreview,
  projectsStart,
  projectsStop,
  type PortRemap,
  type StartResult,
} from '#shared/protocol/projects';
import type { ProjectId } from '#shared/protocol/ids';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { followLogs, logOptions } from '../follow-logs.ts';
import { openProject, requireEngine } from '../open-project.ts';
import { flag, pairs } from '../options/option.ts';
import { parseScale } from '../options/parse.ts';
import { withProgress } from '../output/progress.ts';
import type { ServerConnection } from '../server/connection.ts';

export const up = command({
  name: 'up',
  summary: 'create and start containers',
  arguments: [{ name: '[services...]', summary: 'only these and what they depend on' }],
  options: {
    detach: flag('-d, --detach', 'end when everything runs and is healthy'),
    wait: flag('--wait', 'the same as --detach, which waits too'),
    build: flag('--build', 'build images before'),
    forceRecreate: flag('--force-recreate', 'make containers anew though nothing has changed'),
    noDependencies: flag('--no-deps', 'leave out what the services depend on'),
    scale: pairs('--scale <service=count>', 'how many containers of a service; may be repeated', {
      parse: parseScale,
      expected: 'a service and a number, such as web=3',
    }),
    removeOrphans: flag(
      '--remove-orphans',
      'remove containers of services that the file does not have any more',
    ),
    dryRun: flag('--dry-run', 'only say what would be done, and why'),
    ...logOptions,
  },
  examples: ['hb up', 'hb up -d --build web', 'hb up --scale worker=3', 'hb up --dry-run'],
  run: async (context, options, services) => {
    const server = await context.connect('server');
    const { projectId, name: project } = await openProject(server, context);
    const request = {
      projectId,
      ...(services.length > 0 && { services: [...services] }),
      ...(options.build && { rebuild: true }),
      ...(options.forceRecreate && { recreate: true }),
      ...(options.noDependencies && { noDependencies: true }),
      ...(options.removeOrphans && { removeOrphans: true }),
      ...(Object.keys(options.scale).length > 0 && { scale: { ...options.scale } }),
    };
    const { signal } = context.interrupts;
    if (options.dryRun) {
      await requireEngine(server);
      const { lines, warnings } = await server.request(projectsPreview, request, signal);
      warn(warnings, context);
      context.machine.stdout.write(lines.map((line) => `${line}\n`).join(''));
      return exitCodes.done;
    }
    const start = async (): Promise<void> => {
      const result = await withProgress(server, context, (operationId) =>
        server.request(projectsStart, { ...request, operationId }, signal),
      );
      tell(result, context);
    };
    if (options.detach || options.wait) {
      await start();
      return exitCodes.done;
    }
    await requireEngine(server);
    const target = {
      kind: 'project' as const,
      projectId,
      ...('services' in request && { services: request.services }),
    };
    const { timestamps, noLogPrefix } = options;
    const following = await followLogs(server, context, {
      ...{ target, project, tail: 0, follow: true, timestamps, noLogPrefix },
    });
    await start();
    await Promise.race([following.allStopped(), context.interrupts.wait()]);
    if (!context.interrupts.interrupted) {
      await following.dispose();
      return exitCodes.done;
    }
    await stopAll(server, context, { projectId, services });
    await following.dispose();
    return exitCodes.interrupted;
  },
});

/** After Ctrl-C; a second one ends this process, and the containers go on. */
const stopAll = async (
  server: ServerConnection,
  context: Context,
  { projectId, services }: { readonly projectId: ProjectId; readonly services: readonly string[] },
): Promise<void> => {
  context.machine.stderr.write('\nStopping… (Ctrl-C again to leave at once)\n');
  await withProgress(server, context, (operationId) =>
    server.request(projectsStop, {
      projectId,
      operationId,
      ...(services.length > 0 && { services: [...services] }),
    }),
  );
};

const warn = (warnings: readonly string[], { machine, colours }: Context): void => {
  for (const warning of warnings) {
    machine.stderr.write(`${colours.err.paint('yellow', 'warning:')} ${warning}\n`);
  }
};

const remapText = ({ service, wanted, wantedTo, chosen, holder }: PortRemap): string =>
  wantedTo === undefined
    ? `${service}: port ${wanted} is taken by ${holder}, so it is on ${chosen}.`
    : `${service}: ports ${wanted}-${wantedTo} are taken by ${holder}, so it is on ${chosen}.`;

/** What the user should know of a start that went well. */
const tell = ({ remaps, warnings, services }: StartResult, context: Context): void => {
  warn([...remaps.map(remapText), ...warnings], context);
  for (const { name, addresses } of services) {
    if (addresses.length > 0) context.machine.stderr.write(`  ${name}: ${addresses.join(' ')}\n`);
  }
};
