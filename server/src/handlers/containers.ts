import {
  containersCopyIn,
  containersCopyOut,
  containersInspect,
  containersKill,
  containersPause,
  containersPrune,
  containersRemove,
  containersRename,
  containersRestart,
  containersRun,
  containersStart,
  containersStop,
  containersTop,
  containersUnpause,
} from '#shared/protocol/containers';
import { copyIn } from '../copy/copy-in.ts';
import { copyOut } from '../copy/copy-out.ts';
import { runContainer } from '../containers/run-container.ts';
import { done } from './done.ts';
import { onRequest, type Handler } from './handler.ts';

export const containerHandlers: readonly Handler[] = [
  onRequest(containersStart, ({ containers }, { containerId }, { signal }) =>
    done(containers.start(containerId, signal)),
  ),
  onRequest(containersStop, ({ containers }, { containerId, timeoutMs }, { signal }) =>
    done(containers.stop(containerId, timeoutMs, signal)),
  ),
  onRequest(containersRestart, ({ containers }, { containerId }, { signal }) =>
    done(containers.restart(containerId, signal)),
  ),
  onRequest(containersPause, ({ containers }, { containerId }) =>
    done(containers.pause(containerId)),
  ),
  onRequest(containersUnpause, ({ containers }, { containerId }) =>
    done(containers.unpause(containerId)),
  ),
  onRequest(containersKill, ({ containers }, { containerId, signal }) =>
    done(containers.kill(containerId, signal)),
  ),
  onRequest(containersRename, ({ containers }, { containerId, name }) =>
    done(containers.rename(containerId, name)),
  ),
  onRequest(
    containersRemove,
    ({ containers }, { containerId, force = false, anonymousVolumes = false }) =>
      done(containers.remove(containerId, { force, anonymousVolumes })),
  ),
  onRequest(containersInspect, async ({ containers }, { containerId }) => ({
    text: await containers.inspect(containerId),
  })),
  onRequest(containersTop, ({ containers }, { containerId }) => containers.top(containerId)),
  onRequest(containersPrune, ({ containers }, { apply }, { client }) =>
    containers.prune(client, { apply }),
  ),
  onRequest(containersCopyOut, ({ engine }, params, work) => done(copyOut(params, work, engine))),
  onRequest(containersCopyIn, ({ engine }, params, work) => done(copyIn(params, work, engine))),
  onRequest(containersRun, async ({ engine, images }, params, work) => ({
    containerId: await runContainer(params, work, { connection: engine, images }),
  })),
];
