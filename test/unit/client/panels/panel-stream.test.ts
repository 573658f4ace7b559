import assert from 'node:assert/strict';
import { PanelStream } from '../../../../client/src/panels/panel-stream.ts';
import { stateOfError } from '../../../../client/src/panels/state-of-error.ts';
import { streamId, type StreamId } from '../../../../shared/src/protocol/ids.ts';

interface Ofstream {
  readonly streamId: StreamId;
}

/** A server that answers when told to, and a page that writes down what it hears. */
const scene = () => {
  const log: string[] = [];
  const answers: { resolve: (opened: Ofstream) => void; reject: (error: Error) => void }[] = [];
  const stream = new PanelStream<Ofstream, Ofstream & { readonly value: number }>(
    {
      open: () =>
        new Promise((resolve, reject) => {
          answers.push({ resolve, reject });
        }),
      close: (id) => {
        log.push(`close ${id}`);
        return Promise.resolve();
      },
    },
    {
      state: (state) => log.push(state.kind),
      opened: (opened) => log.push(`opened ${opened.streamId}`),
      received: ({ value }) => log.push(`received ${value}`),
    },
  );
  const id = (name: string): StreamId => streamId.parse(name);
  return {
    log,
    stream,
    answer: (at: number, name: string) => answers[at]?.resolve({ streamId: id(name) }),
    refuse: (at: number, error: Error) => answers[at]?.reject(error),
    send: (name: string, value: number) => {
      stream.receive({ streamId: id(name), value });
    },
  };
};

describe('the stream of a panel', () => {
  it('passes on what is for it, and only that', async () => {
    const { stream, log, answer, send } = scene();
    const started = stream.start();
    answer(0, 'a');
    await started;
    send('a', 1);
    send('b', 2);
    assert.deepEqual(log, ['connecting', 'opened a', 'live', 'received 1']);
  });

  it('keeps what comes before the answer', async () => {
    const { stream, log, answer, send } = scene();
    const started = stream.start();
    send('a', 1);
    send('other', 2);
    answer(0, 'a');
    await started;
    assert.deepEqual(log, ['connecting', 'opened a', 'received 1', 'live']);
  });

  it('is closed when the panel is hidden, and hears no more', async () => {
    const { stream, log, answer, send } = scene();
    const started = stream.start();
    answer(0, 'a');
    await started;
    stream.stop();
    send('a', 1);
    stream.stop();
    assert.deepEqual(log, ['connecting', 'opened a', 'live', 'close a']);
  });

  it('closes a stream that was opened too late', async () => {
    const { stream, log, answer } = scene();
    const started = stream.start();
    stream.stop();
    answer(0, 'a');
    await started;
    assert.deepEqual(log, ['connecting', 'close a']);
  });

  it('takes the newest start when they cross', async () => {
    const { stream, log, answer } = scene();
    const first = stream.start();
    const second = stream.start();
    answer(1, 'b');
    await second;
    answer(0, 'a');
    await first;
    assert.deepEqual(log, ['connecting', 'connecting', 'opened b', 'live', 'close a']);
  });

  it('says why it could not be opened, and can be started again', async () => {
    const { stream, log, answer, refuse } = scene();
    const first = stream.start();
    refuse(0, new Error('no engine'));
    await first;
    assert.equal(stream.isWanted, false);
    const second = stream.start();
    answer(1, 'b');
    await second;
    assert.deepEqual(log, ['connecting', 'unavailable', 'connecting', 'opened b', 'live']);
  });
});

describe('an error in a panel', () => {
  it('carries its hint, wherever it travels', () => {
    const withData = Object.assign(new Error('no engine'), { data: { hint: 'Start it.' } });
    const direct = Object.assign(new Error('no engine'), { hint: 'Start it.' });
    const expected = { kind: 'unavailable', message: 'no engine', hint: 'Start it.' };
    assert.deepEqual(stateOfError(withData), expected);
    assert.deepEqual(stateOfError(direct), expected);
    assert.deepEqual(stateOfError('broken'), { kind: 'unavailable', message: 'broken' });
  });
});
