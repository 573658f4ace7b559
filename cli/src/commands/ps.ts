import { projectsGet } from '#shared/protocol/opened';
import { command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { openProject, requireEngine } from '../open-project.ts';
import { flag, oneOf } from '../options/option.ts';
import { containerRecord, containerRow, containerRowHead } from '../output/containers.ts';
import { withStartTimes } from '../start-times.ts';
import { table } from '../output/table.ts';

const stopped: ReadonlySet<string> = new Set(['created', 'exited', 'dead', 'removing']);

export const ps = command({
  name: 'ps',
  summary: 'list containers',
  arguments: [{ name: '[services...]', summary: 'only of these' }],
  options: {
    all: flag('-a, --all', 'stopped ones too'),
    quiet: flag('-q, --quiet', 'only ids'),
    services: flag('--services', 'only names of services'),
    format: oneOf('--format <format>', 'form of the output', ['table', 'json']),
  },
  examples: ['hb ps', 'hb ps -a --format json'],
  run: async (context, { all, quiet, services: onlyServices, format }, names) => {
    const server = await context.connect('server');
    const { projectId, name: project } = await openProject(server, context);
    await requireEngine(server);
    const { services } = await server.request(projectsGet, { projectId });
    const containers = services
      .filter(({ name }) => names.length === 0 || names.includes(name))
      .flatMap((service) => service.containers)
      .filter(({ status }) => all || !stopped.has(status));
    const lines = onlyServices
      ? [...new Set(containers.map(({ compose }) => compose?.service ?? ''))]
      : quiet
        ? containers.map(({ id }) => id)
        : format === 'json'
          ? containers.map((item) => JSON.stringify(containerRecord(item, project)))
          : table(
              containerRowHead,
              (await withStartTimes(server, containers)).map((item) =>
                containerRow(item, Date.now()),
              ),
            );
    context.machine.stdout.write(lines.map((line) => `${line}\n`).join(''));
    return exitCodes.done;
  },
});
