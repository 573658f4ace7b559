import assert from 'node:assert/strict';
import { toDisposable } from '../../../../../server/src/base/disposable.ts';
import { Emitter } from '../../../../../server/src/base/emitter.ts';
import { EngineWatch } from '../../../../../server/src/compose/language/engine/engine-watch.ts';
import type {
  EngineChange,
  LanguageEngine,
} from '../../../../../server/src/compose/language/engine/language-engine.ts';
import { defer } from '../../../../support/defer.ts';

describe('the watch on the engine of open compose files', () => {
  const changes = new Emitter<EngineChange>();
  let watches = 0;
  // Nothing else of it is used.
  const engine = {
    onDidChange: changes.event,
    watch: () => {
      watches += 1;
      return toDisposable(() => {
        watches -= 1;
      });
    },
  } as unknown as LanguageEngine;

  it('begins with the first file and ends with the last', () => {
    const watch = new EngineWatch({ engine: () => engine, onChange: () => undefined });
    assert.equal(watches, 0);
    watch.opened('/a');
    watch.opened('/b');
    assert.equal(watches, 1);
    watch.closed('/a');
    assert.equal(watches, 1);
    watch.closed('/b');
    assert.equal(watches, 0);
    assert(!changes.hasListeners);
    watch.opened('/a');
    assert.equal(watches, 1);
    watch.dispose();
    assert.equal(watches, 0);
  });

  it('tells many changes as one, once they rest', async () => {
    let told = 0;
    const first = defer<undefined>();
    const watch = new EngineWatch({
      engine: () => engine,
      restMs: 5,
      onChange: () => {
        told += 1;
        first.resolve(undefined);
      },
    });
    watch.opened('/a');
    for (let at = 0; at < 20; at += 1) changes.fire('containers');
    await first.promise;
    assert.equal(told, 1);
    watch.dispose();
  });

  it('waits for an engine that is not known yet', () => {
    const host: { engine?: LanguageEngine } = {};
    const watch = new EngineWatch({ engine: () => host.engine, onChange: () => undefined });
    watch.opened('/a');
    assert.equal(watches, 0);
    host.engine = engine;
    watch.opened('/b');
    assert.equal(watches, 1);
    watch.dispose();
  });
});
