import { projectsRunOnce } from '#shared/protocol/projects';
import { attach } from '../attach.ts';
import { command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Machine } from '../machine.ts';
import { openProject } from '../open-project.ts';
import { flag, list, pairs, text } from '../options/option.ts';
import { parseLabel } from '../options/parse.ts';
import { splitWords } from '../options/words.ts';
import { withProgress } from '../output/progress.ts';

export const run = command({
  name: 'run',
  summary: 'run a command once in a new container of a service',
  arguments: [
    { name: '<service>', summary: 'the service' },
    { name: '[command...]', summary: 'instead of its own' },
  ],
  passThrough: true,
  options: {
    remove: flag('--rm', 'remove the container when it has ended'),
    detach: flag('-d, --detach', 'let it run, and print its name'),
    environment: list('-e, --env <name=value>', 'set a variable; NAME alone takes yours'),
    noTty: flag('-T, --no-TTY', 'no terminal'),
    entrypoint: text('--entrypoint <command>', 'instead of the entrypoint'),
    workingDir: text('-w, --workdir <folder>', 'working folder in the container'),
    user: text('-u, --user <user>', 'user name or id'),
    name: text('--name <name>', 'name of the container'),
    labels: pairs('-l, --label <name=value>', 'add a label', {
      parse: parseLabel,
      expected: 'a name and a value, such as tier=test',
    }),
    volumes: list('-v, --volume <mount>', 'mount one more folder or volume'),
    publish: list('-p, --publish <port>', 'publish a port'),
    servicePorts: flag('-P, --service-ports', 'publish the ports of the service'),
    noDependencies: flag('--no-deps', 'do not start what the service depends on'),
    build: flag('--build', 'build the image before'),
  },
  examples: ['hb run --rm web sh', 'echo 1+1 | hb run --rm -T web bc'],
  run: async (context, options, [service = '', ...words]) => {
    const { machine } = context;
    const server = await context.connect('server');
    const { projectId } = await openProject(server, context);
    const { detach, noTty, entrypoint, environment, volumes, publish, labels, ...flags } = options;
    const isTerminal = machine.stdin.isTTY && machine.stdout.isTTY && !noTty && !detach;
    const { columns, rows } = machine.stdout;
    const started = await withProgress(server, context, (operationId) =>
      server.request(
        projectsRunOnce,
        {
          ...{ projectId, service, operationId, detach, bytes: true },
          ...{ remove: flags.remove, servicePorts: flags.servicePorts },
          ...{ noDependencies: flags.noDependencies, build: flags.build },
          ...(words.length > 0 && { command: [...words] }),
          ...(entrypoint !== undefined && { entrypoint: [...splitWords(entrypoint)] }),
          ...(environment.length > 0 && { environment: withValues(environment, machine) }),
          ...(Object.keys(labels).length > 0 && { labels: { ...labels } }),
          ...(volumes.length > 0 && { volumes: [...volumes] }),
          ...(publish.length > 0 && { publish: [...publish] }),
          ...(flags.workingDir !== undefined && { workingDir: flags.workingDir }),
          ...(flags.user !== undefined && { user: flags.user }),
          ...(flags.name !== undefined && { name: flags.name }),
          ...(isTerminal && { terminal: { columns, rows } }),
        },
        context.interrupts.signal,
      ),
    );
    for (const warning of started.warnings) machine.stderr.write(`warning: ${warning}\n`);
    if (started.streamId === undefined) {
      machine.stdout.write(`${started.containerName}\n`);
      return exitCodes.done;
    }
    return attach(server, context, { streamId: started.streamId, isTerminal });
  },
});

/** The user's own variables, wherever the server runs. */
const withValues = (names: readonly string[], { environment }: Machine): string[] =>
  names.flatMap((name) => {
    if (name.includes('=')) return [name];
    const value = environment[name];
    return value === undefined ? [] : [`${name}=${value}`];
  });
