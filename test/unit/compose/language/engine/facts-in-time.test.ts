import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { FactsInTime } from '../../../../../server/src/compose/language/engine/facts-in-time.ts';
import type {
  EngineSight,
  LanguageEngine,
} from '../../../../../server/src/compose/language/engine/language-engine.ts';
import { defer } from '../../../../support/defer.ts';
import { drawnEngine, drawnImage } from '../../advice/draw-engine.ts';
import { modelOf, service } from '../../run/model.ts';

const sight: EngineSight = {
  ...{ containers: [], images: [], networks: [], volumes: [] },
  ...{ host: drawnEngine({}).host as EngineSight['host'], hostName: 'localhost', local: false },
};

/** An engine that answers when the test says so. */
const answering = (image: LanguageEngine['image']): LanguageEngine => ({
  ...{ sight, image },
  onDidChange: () => ({ dispose: () => undefined }),
  now: () => 0,
  watch: () => ({ dispose: () => undefined }),
  container: () => Promise.resolve(undefined),
  madeFrom: () => Promise.resolve(undefined),
  createNetwork: () => Promise.resolve(),
  createVolume: () => Promise.resolve(),
  pull: () => Promise.resolve(),
  dispose: () => undefined,
});

const model = modelOf({ web: service() });

describe('what advice knows of the engine', () => {
  it('is there at once where the engine answers at once', async () => {
    const engine = answering((reference) => Promise.resolve(drawnImage(reference)));
    const facts = await new FactsInTime(
      () => engine,
      () => assert.fail(),
    ).of(model);
    assert.equal((facts?.image('app:1') as { id: string }).id, 'sha256:app:1');
  });

  it('comes later where the engine is slow, and is asked for once', async () => {
    const answer = defer<ReturnType<typeof drawnImage>>();
    let asked = 0;
    const engine = answering(() => {
      asked += 1;
      return answer.promise;
    });
    const late = defer<undefined>();
    const facts = new FactsInTime(
      () => engine,
      () => {
        late.resolve(undefined);
      },
    );
    assert.equal(await facts.of(model), undefined);
    answer.resolve(drawnImage('app:1'));
    await late.promise;
    assert.equal(((await facts.of(model))?.image('app:1') as { id: string }).id, 'sha256:app:1');
    assert.equal(asked, 1);
  });

  it('is thrown away when the engine has changed before it came', async () => {
    const answer = defer<'absent'>();
    const engine = answering(() => answer.promise);
    const facts = new FactsInTime(
      () => engine,
      () => assert.fail('nobody wants what was'),
    );
    assert.equal(await facts.of(model), undefined);
    facts.engineChanged();
    answer.resolve('absent');
    await setImmediate();
  });

  it('is nothing without an engine, or one that is not in sight', async () => {
    const facts = new FactsInTime(
      () => undefined,
      () => assert.fail(),
    );
    assert.equal(await facts.of(model), undefined);
    const hidden = new FactsInTime(
      () => ({ ...answering(() => assert.fail()), sight: undefined }),
      () => assert.fail(),
    );
    assert.equal(await hidden.of(model), undefined);
  });
});
