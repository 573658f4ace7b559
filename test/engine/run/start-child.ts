import { createComposeRunner } from '../../../server/src/compose/run/runner.ts';
import { createPortAllocator } from '../../../server/src/ports/allocator.ts';
import { systemClock } from '../../../server/src/base/clock.ts';
import { silentLog } from '../../../server/src/base/log.ts';
import type { ComposeModel } from '../../../server/src/compose/model.ts';
import { defaultSettings } from '#shared/protocol/workspace';
import { join } from 'node:path';
import { connect } from './project.ts';

/** A second window: starts the model that it is sent, and answers with what came of it. */
process.once('message', ({ model, folder }: { model: ComposeModel; folder: string }) => {
  const begin = async (): Promise<unknown> => {
    const connection = await connect();
    try {
      const runner = createComposeRunner({
        connection,
        ports: createPortAllocator({
          stateFile: join(folder, 'ports.json'),
          range: () => ({ from: 27_200, to: 27_299 }),
          connection,
          log: silentLog,
        }),
        settings: () => defaultSettings,
        stateRoot: folder,
        places: { env: {}, homedir: folder, platform: process.platform },
        log: silentLog,
        clock: systemClock,
      });
      return await runner.start(
        model,
        {},
        {
          signal: AbortSignal.timeout(30_000),
          progress: () => undefined,
        },
      );
    } finally {
      connection.dispose();
    }
  };
  begin().then(
    (result) => {
      process.send!({ result }, () => {
        process.disconnect();
      });
    },
    (error: unknown) => {
      process.send!({ error: String(error) }, () => {
        process.disconnect();
      });
    },
  );
});
process.send!('ready');
