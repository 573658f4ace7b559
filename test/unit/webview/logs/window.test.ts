import assert from 'node:assert/strict';
import { LogWindow, windowLimits } from '../../../../webview/src/logs/model/window.ts';
import { nth, position, range } from './lines.ts';

const texts = ({ items }: LogWindow): string[] =>
  items.map((item) => (item.kind === 'gap' ? `(${String(item.count)})` : item.entry.text));
const small = (): LogWindow => new LogWindow({ lines: 10, characters: 1e6 });

describe('the window over a log', () => {
  it('drops the oldest lines when more come than it holds', () => {
    const window = small();
    window.append(range(0, 30));
    assert.equal(window.items.length, 10);
    assert.equal(window.first, position(20));
    assert.equal(window.last, position(29));
    assert.equal(window.edges.atStart, false);
    assert.equal(window.lineAt(position(5)), undefined);
    assert.notEqual(window.lineAt(position(25)), undefined);
  });

  it('holds the same after a hundred thousand lines as after ten thousand', () => {
    const held = [10_000, 100_000].map((count) => {
      const window = new LogWindow();
      // As many as a second brings in which a service prints without end.
      for (let at = 0; at < count; at += 500) {
        window.append(range(at, at + 500), { dropped: at % 5000 });
      }
      return window.items.length;
    });
    const [few = 0, many = 0] = held;
    assert.ok(many <= windowLimits.lines * 1.05, String(many));
    assert.ok(many <= few * 1.05, `${String(many)} after ${String(few)}`);
  });

  it('drops the newest when earlier ones are read, and is then not at the end', () => {
    const window = small();
    window.replace(range(20, 28), { atStart: false, atEnd: true });
    window.prepend(range(14, 20), { atStart: false });
    assert.deepEqual(
      texts(window),
      range(14, 24).map(({ text }) => text),
    );
    assert.deepEqual(window.edges, { atStart: false, atEnd: false });
  });

  it('keeps a line that is longer than all it may hold', () => {
    const window = new LogWindow({ lines: 100, characters: 50 });
    window.append([nth(0), nth(1, { text: 'x'.repeat(200) })]);
    assert.deepEqual(texts(window), ['x'.repeat(200)]);
  });

  it('takes no line twice', () => {
    const window = small();
    window.append(range(0, 5));
    assert.equal(window.append(range(3, 7)), 2);
    window.prepend(range(0, 2), { atStart: true });
    assert.deepEqual(
      texts(window),
      range(0, 7).map(({ text }) => text),
    );
  });

  it('numbers lines so that they ascend, wherever they were put', () => {
    const window = new LogWindow();
    window.append(range(10, 20));
    window.prepend(range(0, 10), { atStart: true });
    window.append(range(20, 25), { dropped: 3 });
    const numbers = window.items.map(({ number }) => number);
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => a - b),
    );
    assert.equal(new Set(numbers).size, 26);
  });

  it('says where lines were left out, and after which', () => {
    const window = small();
    window.append(range(0, 2));
    window.append(range(7, 9), { dropped: 5 });
    assert.deepEqual(texts(window), ['line 0', 'line 1', '(5)', 'line 7', 'line 8']);
    const gap = window.items[2];
    assert.ok(gap?.kind === 'gap');
    assert.equal(gap.after, position(1));
  });

  it('takes lines of a log of which nothing is kept', () => {
    const window = small();
    const line = { ...nth(0), at: undefined };
    assert.equal(window.append([line, line]), 2);
    assert.equal(window.first, undefined);
  });
});

describe('lines that go together', () => {
  const trace = [
    nth(0, { source: 'api', text: 'Error: no' }),
    nth(1, { source: 'web', text: 'ERROR: in between' }),
    nth(2, { source: 'api', text: '    at f (/app/a.js:1:2)' }),
    nth(3, { source: 'api', text: '    at g (/app/b.js:3:4)' }),
    nth(4, { source: 'api', text: 'next' }),
  ];
  const membersOf = (window: LogWindow): number[] =>
    window.items.map((item) => (item.kind === 'line' ? window.groups.membersOf(item) : 0));

  it('are those of one service, also with others in between', () => {
    const window = new LogWindow();
    for (const line of trace) window.append([line]);
    assert.deepEqual(membersOf(window), [2, 0, 0, 0, 0]);
    const [head, , member] = window.items;
    assert.ok(head?.kind === 'line' && member?.kind === 'line');
    assert.equal(member.role.head, head);
    assert.equal(member.role.level, head.role.level);
  });

  it('are told how they go together by what is around them now', () => {
    const window = new LogWindow({ lines: 3, characters: 1e6 });
    window.append([trace[2]!, trace[3]!]);
    const [first] = window.items;
    assert.ok(first?.kind === 'line');
    assert.equal(first.role.level, 'none');
    window.prepend([trace[0]!], { atStart: true });
    assert.equal(first.role.head, window.items[0]);
    assert.equal(first.role.level, 'error');
  });

  it('find each other when the first is read after the others', () => {
    const window = new LogWindow();
    window.append(trace.slice(2));
    window.prepend(trace.slice(0, 2), { atStart: true });
    assert.deepEqual(membersOf(window), [2, 0, 0, 0, 0]);
  });

  it('are parted by a marker', () => {
    const window = new LogWindow();
    const marker = nth(2, { source: 'api', stream: 'marker', text: 'api-1 restarted' });
    window.append([trace[0]!, marker, trace[3]!]);
    assert.equal(membersOf(window)[0], 0);
  });

  it('go on after what the service prints elsewhere', () => {
    const window = new LogWindow();
    const lines = [
      nth(0, { stream: 'stderr', text: 'Error: no' }),
      nth(1, { text: 'GET / 200' }),
      nth(2, { stream: 'stderr', text: '    at f (/app/x.js:1:2)' }),
    ];
    window.append(lines);
    assert.deepEqual(membersOf(window), [1, 0, 0]);
  });
});
