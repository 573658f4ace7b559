import assert from 'node:assert/strict';
import type { LogFilter } from '../../../../shared/src/logs/filter.ts';
import type { LogsToHost, LogsToPage, PageLine } from '../../../../shared/src/panels/logs.ts';
import { Questions } from '../../../../webview/src/logs/model/questions.ts';
import { LogReader, type Goal } from '../../../../webview/src/logs/model/reader.ts';
import { LogWindow } from '../../../../webview/src/logs/model/window.ts';
import { position, range } from './lines.ts';

type Read = Extract<LogsToHost, { readonly kind: 'read' }>;

/** A reader, and what it has said to its host. */
const setUp = () => {
  const said: LogsToHost[] = [];
  const moves: Goal[] = [];
  const failures: string[] = [];
  const post = (message: LogsToHost): void => {
    said.push(message);
  };
  const window = new LogWindow({ lines: 5000, characters: 1e7 });
  const questions = new Questions(post);
  const reader = new LogReader(window, questions, {
    post,
    onChanged: () => undefined,
    onMoved: (goal) => moves.push(goal),
    onFailed: (message) => failures.push(message),
  });
  const last = <Kind extends LogsToHost['kind']>(kind: Kind) =>
    said.findLast((message) => message.kind === kind) as Extract<LogsToHost, { kind: Kind }>;
  const turn = (): number => last('view').turn;
  return {
    ...{ said, moves, failures, window, reader, last },
    reads: () => said.filter(({ kind }) => kind === 'read') as Read[],
    texts: () =>
      window.items.map((item) => (item.kind === 'gap' ? 'gap' : Number(item.entry.text.slice(5)))),
    opened: (goal: Goal = 'end') => {
      reader.opened({ kind: 'opened', turn: turn(), sources: [] }, goal);
    },
    received: (lines: readonly PageLine[], of: { turn?: number; behind?: number } = {}) => {
      reader.received({
        ...{ kind: 'received', turn: of.turn ?? turn(), lines: [...lines], dropped: 0 },
        ...(of.behind !== undefined && { behind: of.behind }),
      });
    },
    answer: (
      lines: readonly PageLine[],
      edges: { atStart?: boolean; atEnd?: boolean } = {},
      ask = last('read').ask,
    ) => {
      const { atStart = false, atEnd = false } = edges;
      questions.take({ kind: 'window', ask, lines: [...lines], atStart, atEnd });
    },
    refuse: () => {
      const message: LogsToPage = { kind: 'failed', ask: last('read').ask, message: 'no ring' };
      questions.take(message);
    },
  };
};

const all: LogFilter = { hidden: [] };
const numbers = (from: number, to: number): number[] =>
  range(from, to).map((_, index) => from + index);

const following = () => {
  const bed = setUp();
  bed.reader.begin(all, { following: true });
  bed.opened();
  bed.received(range(100, 200));
  return bed;
};

describe('reading a log at its end', () => {
  it('takes what comes, and asks for nothing', () => {
    const { texts, received, reads } = following();
    received(range(200, 203));
    assert.deepEqual(texts(), numbers(100, 203));
    assert.equal(reads().length, 0);
  });

  it('reads earlier lines when the user comes near the start, once', () => {
    const { reader, texts, reads, answer, window } = following();
    reader.earlier();
    reader.earlier();
    assert.equal(reads().length, 1);
    assert.equal(reads()[0]?.at, position(100));
    answer(range(0, 100), { atStart: true });
    assert.deepEqual(texts(), numbers(0, 200));
    assert.equal(window.edges.atStart, true);
    reader.earlier();
    assert.equal(reads().length, 1);
  });
});

describe('a window that is full at its end', () => {
  it('gives up no line that is followed for earlier ones', () => {
    const { reader, received, texts, reads, answer } = following();
    received(range(200, 5000));
    reader.earlier();
    assert.equal(reads()[0]?.before, 100);
    received(range(5000, 5060));
    answer(range(0, 100), { atStart: true });
    assert.deepEqual(texts(), numbers(60, 5060));
    reader.earlier();
    assert.equal(reads().length, 1);
  });

  it('gives them up when the user has left the end', () => {
    const { reader, received, window, reads, answer } = following();
    received(range(200, 5100));
    reader.leave();
    reader.earlier();
    assert.equal(reads()[0]?.before, 2000);
    answer(range(0, 100), { atStart: true });
    assert.equal(window.first, position(0));
    assert.equal(window.last, position(4999));
    assert.equal(window.edges.atEnd, false);
  });
});

describe('reading a log elsewhere', () => {
  it('takes what was on its way when the user left the end, and counts what comes after', () => {
    const { reader, received, texts, last } = following();
    const before = last('view').turn;
    reader.leave();
    assert.equal(last('view').follow, false);
    received(range(200, 202), { turn: before });
    received([], { behind: 7 });
    assert.deepEqual(texts(), numbers(100, 202));
    assert.equal(reader.newLines, 9);
  });

  it('reads later lines up to the end, and says when it is there', () => {
    const { reader, received, answer, texts, last } = following();
    reader.leave();
    received([], { behind: 5000 });
    assert.equal(reader.isNearEnd, false);
    reader.later();
    assert.equal(last('read').at, position(199));
    answer(range(199, 250));
    assert.deepEqual(texts(), numbers(100, 250));
    reader.later();
    answer(range(249, 260), { atEnd: true });
    assert.equal(reader.isNearEnd, true);
  });

  it('comes back to the end with nothing lost or doubled where the two readings meet', () => {
    const { reader, received, answer, texts, moves } = following();
    reader.leave();
    received([], { behind: 20 });
    reader.follow();
    // They come while the end is being read, and the reading has some of them.
    received(range(215, 222));
    answer(range(150, 220), { atEnd: true });
    assert.deepEqual(texts(), numbers(100, 222));
    assert.deepEqual(moves, ['end']);
    assert.equal(reader.newLines, 0);
  });

  it('shows the end alone where the two do not meet', () => {
    const { reader, received, answer, texts } = following();
    reader.leave();
    reader.follow();
    received(range(9000, 9002));
    answer(range(8000, 9001), { atEnd: true });
    assert.deepEqual(texts(), numbers(8000, 9002));
  });

  it('leaves out live lines that are older than all that was read', () => {
    const { reader, received, answer, texts } = following();
    reader.leave();
    reader.follow();
    received(range(300, 310));
    answer(range(400, 500), { atEnd: true });
    assert.deepEqual(texts(), numbers(400, 500));
  });

  it('goes to a line that the window has without asking, and reads around any other', () => {
    const { reader, reads, answer, moves, texts } = following();
    reader.goTo({ at: position(150) });
    assert.equal(reads().length, 0);
    reader.goTo({ at: position(7) });
    assert.equal(reads()[0]?.at, position(7));
    answer(range(0, 1000), { atStart: true });
    assert.deepEqual(texts(), numbers(0, 1000));
    assert.deepEqual(moves, [{ at: position(150) }, { at: position(7) }]);
    assert.equal(reader.following, false);
  });

  it('goes to the very start', () => {
    const { reader, last, answer, window } = following();
    reader.goTo('start');
    assert.deepEqual(last('read').at, { timeMs: 0 });
    answer(range(0, 1000));
    assert.equal(window.edges.atStart, true);
  });
});

describe('another filter', () => {
  it('voids what was sent by the one before', () => {
    const { reader, received, answer, texts, last } = following();
    const before = last('view').turn;
    reader.filter({ hidden: ['db'] }, 'end');
    assert.deepEqual(last('view').filter, { hidden: ['db'] });
    received(range(200, 210), { turn: before });
    // What is there does not meet what is read, though they have lines in common.
    answer(
      range(150, 200).filter((_, index) => index % 2 === 0),
      { atEnd: true },
    );
    assert.equal(texts().length, 25);
  });

  it('keeps the place that the user looks at', () => {
    const { reader, last, moves, answer } = following();
    reader.leave();
    reader.filter({ hidden: [], levels: ['error'] }, { at: position(120) });
    assert.equal(last('read').at, position(120));
    answer(range(110, 130), { atStart: true, atEnd: true });
    assert.deepEqual(moves, [{ at: position(120) }]);
  });

  it('counts anew what has come', () => {
    const { reader, received } = following();
    reader.leave();
    received([], { behind: 7 });
    reader.filter({ hidden: ['db'] }, { at: position(120) });
    assert.equal(reader.newLines, 0);
  });

  it('takes back the reading that is under way', () => {
    const { reader, said, reads, answer, texts } = following();
    reader.filter({ hidden: ['a'] }, 'end');
    reader.filter({ hidden: ['a', 'b'] }, 'end');
    const [first] = reads();
    assert.ok(said.some((message) => message.kind === 'cancel' && message.ask === first?.ask));
    answer(range(0, 5), {}, first?.ask);
    assert.equal(texts().length, 100);
  });
});

describe('a stream that opens', () => {
  it('begins where the user was reading', () => {
    const { reader, opened, last, answer, moves, received } = setUp();
    reader.begin(all, { following: false });
    opened({ timeMs: 1_000_050 });
    assert.equal(last('view').follow, false);
    received(range(100, 120), { turn: 1 });
    answer(range(0, 100), { atStart: true });
    assert.deepEqual(last('read').at, { timeMs: 1_000_050 });
    assert.deepEqual(moves, [{ timeMs: 1_000_050 }]);
  });

  it('is told of a filter that changed while it opened', () => {
    const { reader, last, answer, texts, received } = setUp();
    reader.begin(all, { following: true });
    const before = last('view').turn;
    reader.filter({ hidden: ['db'] }, 'end');
    reader.opened({ kind: 'opened', turn: before, sources: [] }, 'end');
    received(range(0, 10), { turn: before });
    answer(range(0, 5), { atStart: true, atEnd: true });
    assert.deepEqual(texts(), numbers(0, 5));
  });

  it('goes on with live lines when the end cannot be read', () => {
    const { reader, received, refuse, texts, failures } = following();
    reader.leave();
    reader.follow();
    received(range(200, 205));
    refuse();
    assert.deepEqual(texts(), numbers(100, 205));
    assert.deepEqual(failures, ['no ring']);
  });
});
