import type { PanelServer } from './panels/host.ts';
import type { Server } from './server.ts';

/** The server as the panels want it. */
export const panelServer = (server: Server): PanelServer => ({
  request: (message, params, options) => server.send(message, params, options),
  onNotification: (message, listener) => server.on(message, listener),
  onRestarted: (listener) => {
    let isFirst = !server.hasStarted;
    return server.onDidStart(() => {
      if (!isFirst) listener();
      isFirst = false;
    });
  },
});
