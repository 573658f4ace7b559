import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';

const socket = /(^|[\\/])(docker|podman|containerd)([\\/]\w+)*\.sock$|\\pipe\\docker_engine$/;

/** Whoever may talk to the engine may start a privileged container; a read-only mount changes nothing in that. */
export const engineSocket = serviceAdvice(
  {
    code: 'engine-socket',
    severity: 'hint',
    summary: "A service that is given the engine's socket.",
    url: referencePage('services', 'volumes'),
  },
  function* (service, name) {
    const hint = 'Put a proxy before it that lets only the needed requests through.';
    for (const [index, { source, read_only: readOnly }] of (service.volumes ?? []).entries()) {
      if (source === undefined || !socket.test(source)) continue;
      yield {
        at: ['services', name, 'volumes', index],
        message: `Whoever breaks into this container commands the engine, and with it the host${readOnly === true ? ': a socket takes requests also where it is mounted read-only' : ''}.`,
        hint,
      };
    }
    if (service.use_api_socket === true) {
      yield {
        at: ['services', name, 'use_api_socket'],
        message: 'Whoever breaks into this container commands the engine, and with it the host.',
        hint,
      };
    }
  },
);
