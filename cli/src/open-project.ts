import { engineChanged, engineGet, type EngineState } from '#shared/protocol/engine';
import { projectsOpen, type OpenedProject } from '#shared/protocol/opened';
import type { Context } from './context.ts';
import { requireUsable } from './output/problems.ts';
import type { ServerConnection } from './server/connection.ts';

/** The project that the options name, its problems told; ends the command when it cannot be used. */
export const openProject = async (
  server: ServerConnection,
  context: Context,
): Promise<OpenedProject> => {
  const opened = await server.request(projectsOpen, context.project, context.interrupts.signal);
  requireUsable(opened.problems, context);
  return opened;
};

/** Resolves once there is an engine; rejects when there is none, with what to do. */
export const requireEngine = async (server: ServerConnection): Promise<void> => {
  let state: EngineState = await server.request(engineGet, {});
  while (state.kind === 'searching') {
    const { promise, resolve } = Promise.withResolvers<EngineState>();
    const stop = server.on(engineChanged, resolve);
    // It may have changed before anybody listened.
    state = await server.request(engineGet, {});
    if (state.kind === 'searching') state = await promise;
    stop();
  }
  if (state.kind === 'connected') return;
  throw Object.assign(new Error(state.fault.message), {
    data: { code: 'engine-unavailable', hint: state.fault.remedy },
  });
};
