import { command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { followLogs, logOptions } from '../follow-logs.ts';
import { openProject, requireEngine } from '../open-project.ts';
import { flag, parsed } from '../options/option.ts';
import { parseSince, parseTail } from '../options/parse.ts';

export const logs = command({
  name: 'logs',
  summary: 'print what containers print',
  arguments: [{ name: '[services...]', summary: 'only of these' }],
  options: {
    follow: flag('-f, --follow', 'go on until Ctrl-C'),
    tail: parsed('-n, --tail <lines>', 'this many of the last lines of each container', {
      parse: parseTail,
      expected: 'a number or "all"',
    }),
    since: parsed('--since <time>', 'nothing before this time (2026-01-31T12:00:00Z, 42m)', {
      parse: (text) => parseSince(text, Date.now()),
      expected: 'a time, or how long ago it was',
    }),
    ...logOptions,
  },
  examples: ['hb logs', 'hb logs -f --tail 10 web'],
  run: async (context, { follow, tail = 'all', since, ...look }, services) => {
    const server = await context.connect('server');
    const { projectId, name } = await openProject(server, context);
    await requireEngine(server);
    const following = await followLogs(server, context, {
      target: {
        kind: 'project',
        projectId,
        ...(services.length > 0 && { services: [...services] }),
      },
      project: name,
      ...(tail !== 'all' && { tail }),
      ...(since !== undefined && { sinceMs: since }),
      follow,
      ...look,
    });
    await Promise.race([following.ended, context.interrupts.wait()]);
    await following.dispose();
    return context.interrupts.interrupted ? exitCodes.interrupted : exitCodes.done;
  },
});
