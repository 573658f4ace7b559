import { engineChanged } from '#shared/protocol/engine';
import { metricsExportFailed } from '#shared/protocol/metrics';
import { projectsServiceExited } from '#shared/protocol/projects';
import { reloadFinished } from '#shared/protocol/reload';
import type { Client } from '../clients/client.ts';
import type { Services } from '../services.ts';

/** What every client hears without asking for it: it is rare, and small. */
export const announce = (services: Services, client: Client): void => {
  client.lifetime.add(
    services.engine.onDidChangeState((state) => {
      client.notify(engineChanged, state);
    }),
  );
  client.lifetime.add(
    services.timeline.onDidEnd((row) => {
      client.notify(reloadFinished, row);
    }),
  );
  client.lifetime.add(
    services.metricsExports.onDidFail((failure) => {
      client.notify(metricsExportFailed, failure);
    }),
  );
  client.lifetime.add(
    services.lateExits.onDidExit((exit) => {
      client.notify(projectsServiceExited, exit);
    }),
  );
  for (const failure of services.metricsExports.failures) {
    client.notify(metricsExportFailed, failure);
  }
};
