import type { ContainerId } from '#shared/protocol/ids';
import type { StatsRecord } from '../../../server/src/engines/contract.ts';
import type { Box } from '../../support/box.ts';

/** One reading of the engine's own. */
export const readTotals = (box: Box, id: ContainerId): Promise<StatsRecord> =>
  new Promise((resolve, reject) => {
    const reading = box.engine.containers.stats(id, {
      onSample: (totals) => {
        resolve(totals);
        void reading.then((stream) => {
          stream.dispose();
        });
      },
      onEnd: () => undefined,
    });
    reading.catch(reject);
  });

const filledBytes = 20_000_000;

/** The command of a container that holds so much memory, and takes all of the processor that it gets. */
export const busy: readonly string[] = [
  ...['sh', '-c'],
  `held=$(head -c ${String(filledBytes)} /dev/zero | tr '\\0' x); while true; do :; done`,
];

/** Its first reading with all of that. */
export const whenFilled = async (box: Box, id: ContainerId): Promise<StatsRecord> => {
  for (;;) {
    const totals = await readTotals(box, id);
    if (totals.memoryBytes > filledBytes && totals.processes === 1) return totals;
  }
};
