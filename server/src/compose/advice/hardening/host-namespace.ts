import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';

const namespaces = [
  ['pid', 'This container sees the processes of the host, and may end them.'],
  ['ipc', "This container reads and writes the host's shared memory."],
  ['uts', 'This container may change the name of the host.'],
  ['userns_mode', 'Root of this container is root of the host: user namespaces are turned off.'],
] as const;

/** What a container shares with the host it can be attacked through. */
export const hostNamespace = serviceAdvice(
  {
    code: 'host-namespace',
    severity: 'hint',
    summary: "A service that shares the host's processes, memory or users.",
    url: referencePage('services', 'pid'),
  },
  function* (service, name) {
    for (const [attribute, message] of namespaces) {
      if (service[attribute] !== 'host') continue;
      yield {
        at: ['services', name, attribute],
        message,
        hint: `Remove \`${attribute}\` unless the service is there to watch the host.`,
      };
    }
  },
);
