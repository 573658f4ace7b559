import assert from 'node:assert/strict';
import type { PageLine } from '../../../../shared/src/panels/logs.ts';
import { lineLimit } from '#shared/logs/line-limit';
import { fullText } from '#shared/logs/plain';
import { toClipboard, toFile } from '../../../../webview/src/logs/model/export.ts';
import { LogView } from '../../../../webview/src/logs/model/log-view.ts';
import { compileQuery } from '#shared/logs/query';

const line = (text: string, source = 'web', stream: PageLine['stream'] = 'stdout'): PageLine => ({
  seq: 0,
  timeMs: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
  source,
  stream,
  text,
});
const numbered = (from: number, count: number): PageLine[] =>
  Array.from({ length: count }, (_, at) => line(`line ${from + at}`));
const search = (text: string) => compileQuery({ text, regex: false, matchCase: false });
const texts = (view: LogView): string[] => view.rows.map(({ text }) => text);

describe('the lines of a log', () => {
  it('are kept up to a number; the oldest go', () => {
    const view = new LogView({ lines: 5, characters: 1e6 });
    assert.deepEqual(view.append(numbered(0, 4)), { added: 4, dropped: 0 });
    assert.deepEqual(view.append(numbered(4, 4)), { added: 4, dropped: 3 });
    assert.deepEqual(texts(view), ['line 3', 'line 4', 'line 5', 'line 6', 'line 7']);
  });

  it('are kept up to a size, but one always stays', () => {
    const view = new LogView({ lines: 100, characters: 20 });
    view.append([line('x'.repeat(15)), line('y'.repeat(15)), line('z'.repeat(50))]);
    assert.deepEqual(texts(view), ['z'.repeat(50)]);
  });

  it('can be hidden by service, and come back', () => {
    const view = new LogView();
    view.append([line('a', 'web'), line('b', 'db'), line('c', 'web')]);
    view.hide(new Set(['web']));
    assert.deepEqual(view.append([line('d', 'web'), line('e', 'db')]), { added: 1, dropped: 0 });
    assert.deepEqual(texts(view), ['b', 'e']);
    view.hide(new Set());
    assert.deepEqual(texts(view), ['a', 'b', 'c', 'd', 'e']);
  });

  it('can be filtered to those that match, new ones included', () => {
    const view = new LogView();
    view.append([line('error 1'), line('fine'), line('error 2')]);
    view.search(search('error'), true);
    view.append([line('fine too'), line('Error 3')]);
    assert.deepEqual(texts(view), ['error 1', 'error 2', 'Error 3']);
    assert.equal(view.hits.total, 3);
    view.search(search(''), true);
    assert.equal(view.rows.length, 5);
  });

  it('are cut for display when they are too long, and saved in full', () => {
    const view = new LogView();
    const long = `${'a'.repeat(lineLimit - 1)}🚀${'b'.repeat(100)}`;
    view.append([line(long)]);
    const [entry] = view.rows;
    assert.ok(entry);
    assert.equal(entry.text, 'a'.repeat(lineLimit - 1));
    assert.equal(entry.hiddenLength, 102);
    assert.equal(fullText(entry.raw), long);
  });

  it('keep colours that a program left on, by output', () => {
    const view = new LogView();
    view.append([
      line('\u001b[31mred'),
      line('plain', 'db'),
      line('err', 'web', 'stderr'),
      line('red'),
    ]);
    assert.deepEqual(
      view.rows.map(({ runs }) => runs[0]?.style.foreground),
      [1, undefined, undefined, 1],
    );
  });

  it('hold a hundred thousand without effort', () => {
    const view = new LogView();
    for (let from = 0; from < 120_000; from += 2000) view.append(numbered(from, 2000));
    assert.equal(view.rows.length, 100_000);
    view.search(search('99999'), false);
    assert.equal(view.hits.total, 1);
  });
});

describe('the way from match to match', () => {
  const view = new LogView({ lines: 4, characters: 1e6 });
  view.append([line('x x'), line('no'), line('x')]);
  view.search(search('x'), false);
  const walk = (direction: 1 | -1, steps: number): string[] => {
    let place = view.hits.step(undefined, direction);
    const passed: string[] = [];
    for (let step = 0; step < steps && place !== undefined; step++) {
      passed.push(`${view.rows.indexOf(place.entry)}.${place.nth} #${view.hits.numberOf(place)}`);
      place = view.hits.step(place, direction);
    }
    return passed;
  };

  it('goes round forwards', () => {
    assert.deepEqual(walk(1, 4), ['0.0 #1', '0.1 #2', '2.0 #3', '0.0 #1']);
  });

  it('goes round backwards', () => {
    assert.deepEqual(walk(-1, 4), ['2.0 #3', '0.1 #2', '0.0 #1', '2.0 #3']);
  });

  it('goes on from a line that has left', () => {
    const place = view.hits.step(undefined, 1);
    assert.ok(place);
    view.append([line('new x'), line('new')]);
    assert.equal(view.hits.total, 2);
    assert.equal(view.hits.numberOf(place), 0);
    assert.equal(view.hits.step(place, 1)?.entry.text, 'x');
  });
});

describe('a log outside the panel', () => {
  const view = new LogView();
  view.append([line('\u001b[31mred\u001b[0m', 'web'), line('plain', 'db')]);

  it('has times and services in a file', () => {
    assert.equal(
      toFile(view.rows),
      '2026-01-02T03:04:05.006Z web | red\n2026-01-02T03:04:05.006Z db | plain\n',
    );
  });

  it('has services on the clipboard where there are several', () => {
    assert.equal(toClipboard(view.rows, true), 'web | red\ndb | plain');
    assert.equal(toClipboard(view.rows, false), 'red\nplain');
  });
});
