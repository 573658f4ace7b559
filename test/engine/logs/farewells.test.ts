import assert from 'node:assert/strict';
import type { Clock } from '../../../server/src/base/clock.ts';
import { systemClock } from '../../../server/src/base/clock.ts';
import { toDisposable } from '../../../server/src/base/disposable.ts';
import { silentLog } from '../../../server/src/base/log.ts';
import type { EngineConnection } from '../../../server/src/engines/connection-contract.ts';
import type { Inventory } from '../../../server/src/inventory/contract.ts';
import { Farewells } from '../../../server/src/logs/recording/farewells.ts';
import { Recorders } from '../../../server/src/logs/recording/recorders.ts';
import type { LogLimits } from '../../../server/src/logs/ring/contract.ts';
import { openView } from '../../../server/src/logs/ring/view/view.ts';
import { newFolder, openRings, removeFolder } from '../../unit/logs/ring/rings.ts';
import { openBox, type Box } from '../../support/box.ts';
import { composeLabels } from '../../support/compose-labels.ts';

/** Its patience is always over. */
const hurried: Clock = { now: () => Date.now(), sleep: () => Promise.resolve() };

describe('what is saved of a container before its removal', () => {
  let box: Box;
  let folder: string;
  beforeEach(async () => {
    box = await openBox('farewell');
    folder = await newFolder();
  });
  afterEach(async () => {
    await box.dispose();
    await removeFolder(folder);
  });

  const printed = async (): Promise<string> => {
    const id = await box.run({
      name: box.name('web'),
      command: ['seq', '3'],
      labels: composeLabels(box.name('shop'), 'web'),
    });
    await box.engine.containers.wait(id);
    return id;
  };
  /** What is kept after one was told farewell. */
  const keptOf = async (
    id: string,
    { clock, limits }: { readonly clock: Clock; readonly limits?: Partial<LogLimits> },
  ): Promise<readonly string[]> => {
    const rings = openRings(folder, limits);
    const connection = { engine: box.engine } as unknown as EngineConnection;
    const recorders = new Recorders(rings, {
      ...{ connection, clock, reasonOf: () => undefined, onError: assert.ifError },
      inventory: {} as Inventory,
      onDidReload: () => toDisposable(() => undefined),
    });
    const farewells = new Farewells({ recorders, connection, clock, log: silentLog });
    await farewells.say(id);
    await farewells.settled();
    const ring = await rings.open(box.name('shop'));
    const { lines } = await openView([{ ring }], { hidden: [] }).read({ before: 100, after: 0 });
    await ring.close();
    await recorders.dispose();
    return lines.map(({ text }) => text);
  };

  it('is all that it printed, and how it ended', async () => {
    const id = await printed();
    const end = `${box.name('web')} exited with code 0`;
    assert.deepEqual(await keptOf(id, { clock: systemClock }), ['1', '2', '3', end]);
  });

  it('may be less where the removal did not wait, which is told', async () => {
    const id = await printed();
    const name = box.name('web');
    assert.deepEqual(await keptOf(id, { clock: hurried }), [
      ...['1', '2', '3', `${name} exited with code 0`],
      `Lines may be missing: ${name} was removed before all that it printed was read`,
    ]);
  });

  it('is nothing where nothing is kept of a log that nobody looks at', async () => {
    const id = await printed();
    const limits = { forgetOnClose: true };
    assert.deepEqual(await keptOf(id, { clock: systemClock, limits }), []);
  });
});
