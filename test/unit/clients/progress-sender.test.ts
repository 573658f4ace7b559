import assert from 'node:assert/strict';
import { operationId } from '#shared/protocol/ids';
import type { OperationProgress } from '#shared/protocol/operations';
import { DisposableStore } from '../../../server/src/base/disposable.ts';
import type { Client } from '../../../server/src/clients/client.ts';
import { ProgressSender } from '../../../server/src/clients/progress-sender.ts';

describe('sending progress', () => {
  const open = (): { readonly sent: OperationProgress[]; readonly sender: ProgressSender } => {
    const sent: OperationProgress[] = [];
    const client: Client = {
      lifetime: new DisposableStore(),
      notify: (_, params) => {
        sent.push(params as OperationProgress);
      },
    };
    return { sent, sender: new ProgressSender(client, operationId.parse('one')) };
  };

  it('sends the first at once, then at most 30 a second, and always the last', async () => {
    const { sent, sender } = open();
    const started = performance.now();
    sender.report({ message: 'first' });
    assert.equal(sent.length, 1);
    let count = 0;
    while (performance.now() - started < 300) {
      count += 1;
      sender.report({ message: `report ${count}` });
      await new Promise(setImmediate);
    }
    sender.report({ message: 'last' });
    sender.flush();
    assert.ok(count > 50, `only ${count} reports`);
    const allowed = ((performance.now() - started) / 1000) * 30 + 2;
    assert.ok(sent.length <= allowed, `${sent.length} sent`);
    assert.equal(sent.at(-1)?.message, 'last');
  });

  it('merges steps, so that no last state is lost', () => {
    const { sent, sender } = open();
    sender.report({ message: 'go', fraction: 0.5 });
    const step = { id: 'web', label: 'web' };
    sender.report({ message: 'a', steps: [{ ...step, state: 'running' }] });
    sender.report({ message: 'b', steps: [{ ...step, state: 'done' }] });
    sender.report({ message: 'c', steps: [{ id: 'db', label: 'db', state: 'running' }] });
    sender.flush();
    assert.equal(sent.length, 2);
    assert.deepEqual(sent[1]?.steps, [
      { id: 'web', label: 'web', state: 'done' },
      { id: 'db', label: 'db', state: 'running' },
    ]);
    assert.equal(sent[1].fraction, 0.5);
  });

  it('sends nothing after the end', () => {
    const { sent, sender } = open();
    sender.flush();
    sender.report({ message: 'late' });
    assert.deepEqual(sent, []);
  });
});
