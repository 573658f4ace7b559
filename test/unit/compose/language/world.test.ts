import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTextFile } from '../../../../server/src/compose/files/read-text.ts';
import { FactsInTime } from '../../../../server/src/compose/language/engine/facts-in-time.ts';
import { World } from '../../../../server/src/compose/language/world.ts';
import { loadCompose } from '../../../../server/src/compose/load.ts';

describe('what advice is told of files', () => {
  it('stays as it was found, whoever asks for more or forgets it meanwhile', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hyperbox-world-'));
    try {
      await writeFile(join(folder, 'a.conf'), '');
      await writeFile(
        join(folder, 'compose.yaml'),
        'services:\n  web:\n    image: a\n    volumes: ["./a.conf:/a.conf"]\n',
      );
      const { model, inputs } = await loadCompose({ directory: folder, environment: {} });
      const world = new World(
        readTextFile,
        new FactsInTime(
          () => undefined,
          () => undefined,
        ),
      );
      assert.ok(model);
      const [first, second] = [world.factsFor(model, inputs), world.factsFor(model, inputs)];
      const facts = await first;
      world.forget();
      assert.equal(facts.files.kindOf(join(folder, 'a.conf')), 'file');
      assert.equal((await second).files.kindOf(join(folder, 'a.conf')), 'file');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
