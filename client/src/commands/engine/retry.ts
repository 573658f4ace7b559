import { engineSelect } from '#shared/protocol/engine';
import type { Command } from '../command.ts';

/** Lets detection look at every place again. */
export const retryEngine: Command = {
  id: 'hyperbox.engine.retry',
  run: async ({ server, engine }) => {
    const { state } = engine;
    engine.set({ kind: 'searching' });
    try {
      engine.set(await server.send(engineSelect, {}));
    } catch (error) {
      engine.set(state);
      throw error;
    }
  },
};
