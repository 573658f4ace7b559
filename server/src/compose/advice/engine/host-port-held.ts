import { referencePage } from '../../catalog/reference-page.ts';
import type { ComposePort } from '../../model.ts';
import { ownLabels } from '../../run/labels.ts';
import { readRemapLabel } from '../../run/spec.ts';
import { portKey, wishOf } from '../../run/spec/ports.ts';
import { serviceAdvice } from '../advice.ts';
import type { EngineFacts } from '../facts.ts';

/** Docker Compose finds out when it has started half of the project. */
export const hostPortHeld = serviceAdvice(
  {
    code: 'host-port-held',
    severity: 'warning',
    summary: 'Something else on this machine has a host port that is published.',
    url: referencePage('services', 'ports'),
  },
  function* (service, name, { facts: { engine } }) {
    for (const [index, port] of (service.ports ?? []).entries()) {
      const holder = engine?.holderOf(name, port);
      if (engine === undefined || holder === undefined) continue;
      const moved = movedTo(name, port, engine);
      yield {
        at: ['services', name, 'ports', index, 'published'],
        message: `Host port ${port.published ?? ''} is held by ${holder}.`,
        hint:
          moved === undefined
            ? 'Docker Compose cannot start the service; HyperBox gives it another port.'
            : `HyperBox has published it on ${String(moved)} instead.`,
      };
    }
  },
);

/** Where the service's container has the port that is held. */
const movedTo = (service: string, port: ComposePort, engine: EngineFacts): number | undefined => {
  const wish = wishOf(port);
  const running = engine.containers.find(
    ({ compose, status }) => compose?.service === service && status === 'running',
  );
  return wish && readRemapLabel(running?.labels[ownLabels.ports] ?? '').get(portKey(wish));
};
