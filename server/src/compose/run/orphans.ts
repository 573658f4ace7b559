import type { ContainerItem } from '#shared/protocol/inventory';
import { throwIfCancelled } from '../../base/error.ts';
import type { Engine } from '../../engines/contract.ts';
import type { StepBoard } from './board.ts';

/** Removes containers of services that the file does not have any more; their volumes stay. */
export const removeOrphans = async (
  { engine, board, signal }: RemovalTools,
  orphans: readonly ContainerItem[],
): Promise<void> => {
  await Promise.all(
    orphans.map(async ({ id, name, status }) => {
      throwIfCancelled(signal);
      const step = `orphan:${name}`;
      board.set(step, 'running', `Removing orphan ${name}`);
      try {
        if (status === 'paused') await engine.containers.unpause(id);
        await engine.containers.stop(id);
        await engine.containers.remove(id, { force: true });
        board.set(step, 'done', `Removed orphan ${name}`);
      } catch (error) {
        board.set(step, 'failed', `Removing orphan ${name}`);
        throw error;
      }
    }),
  );
};

interface RemovalTools {
  readonly engine: Engine;
  readonly board: StepBoard;
  readonly signal: AbortSignal;
}
