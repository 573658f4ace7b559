import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { after, afterEach, before, describe, it } from 'mocha';
import type { StartResult } from '#shared/protocol/projects';
import type { ComposeModel } from '../../../server/src/compose/model.ts';
import { makeBed, modelOf, sleeper, type Bed } from './project.ts';

interface Answer {
  readonly result?: StartResult;
  readonly error?: string;
}

describe('two windows', function () {
  this.timeout(60_000);
  let bed: Bed;
  let children: ChildProcess[] = [];
  const one = 'hbrun-windows-one';
  const two = 'hbrun-windows-two';

  before(async () => {
    bed = await makeBed();
  });
  afterEach(async () => {
    for (const child of children) child.kill();
    children = [];
    await bed.down(one);
    await bed.down(two);
  });
  after(() => bed.dispose());

  /** Starts each model in a process of its own, all at the same moment. */
  const startTogether = async (
    models: readonly ComposeModel[],
  ): Promise<readonly StartResult[]> => {
    const path = fileURLToPath(new URL('start-child.ts', import.meta.url));
    children = models.map(() => fork(path, { serialization: 'advanced' }));
    await Promise.all(children.map((child) => once(child, 'message')));
    const answers = children.map(async (child, index) => {
      child.send({ model: models[index], folder: bed.folder });
      const [answer] = (await once(child, 'message')) as [Answer];
      assert.equal(answer.error, undefined);
      return answer.result!;
    });
    return Promise.all(answers);
  };

  it('that start the same project at once end with one set of containers', async () => {
    const model = modelOf(one, { db: sleeper(), web: sleeper() });
    const results = await startTogether([model, model]);
    assert.deepEqual(
      results.map(({ services }) => services.map(({ action }) => action).join()).sort(),
      ['created,created', 'unchanged,unchanged'],
    );
    assert.deepEqual(Object.keys(await bed.containers(one)).sort(), [
      `${one}-db-1`,
      `${one}-web-1`,
    ]);
  });

  it('that start two projects with the same port at once get two ports', async () => {
    const ports = [{ target: 80, published: '27300', protocol: 'tcp' }];
    const results = await startTogether([
      modelOf(one, { web: sleeper({ ports }) }),
      modelOf(two, { web: sleeper({ ports }) }),
    ]);
    const addresses = results.flatMap(({ services }) => services[0]!.addresses).sort();
    assert.deepEqual(addresses, ['http://localhost:27200', 'http://localhost:27300']);
  });
});
