import assert from 'node:assert/strict';
import { hasControls } from '#shared/logs/ansi/controls';
import { parseAnsi } from '#shared/logs/ansi/parse';
import { isContinuation } from '#shared/logs/continuation';
import { logLevels } from '#shared/logs/filter';
import { formatLine } from '#shared/logs/format-line';
import { levelOf } from '#shared/logs/level';
import { linksIn } from '#shared/logs/links';
import { plainText } from '#shared/logs/plain';
import { structuredOf } from '#shared/logs/structured';
import { levelLess, levelLines } from './level-lines.ts';
import { traces } from './traces.ts';

const lines = [
  ...Object.values(levelLines).flatMap((group) => group.map(([, line]) => line)),
  ...levelLess,
  ...Object.values(traces).flatMap((trace) => trace.split('\n')),
].filter(({ length }) => length < 1000);

/** Numbers that look random and are the same each time. */
const drawer = (seed: number) => (below: number) => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};

/** Real lines, cut, joined and strewn with what lines should not hold. */
function* drawn(count: number): Generator<string> {
  const draw = drawer(20_260_721);
  const odd = [
    '\u001b',
    '\u001b[',
    '\u001b]8;;',
    '\u009b',
    '\r',
    '\b',
    '\t',
    '\0',
    '\u202e',
    '\ud800',
    '"',
    '\\',
    '{',
    ']',
    '=',
    ':',
    '日',
    '👩\u200d',
  ];
  for (let at = 0; at < count; at++) {
    const [one = '', two = ''] = [lines[draw(lines.length)], lines[draw(lines.length)]];
    let line = one.slice(0, draw(one.length + 1)) + two.slice(draw(two.length + 1));
    for (let strewn = draw(6); strewn > 0; strewn--) {
      const place = draw(line.length + 1);
      line = line.slice(0, place) + (odd[draw(odd.length)] ?? '') + line.slice(place);
    }
    yield line;
  }
}

describe('whatever a container prints', () => {
  it('is understood without a failure, and as text', () => {
    let previous: string | undefined;
    for (const raw of drawn(5000)) {
      const told = JSON.stringify(raw);
      const { runs } = parseAnsi(raw);
      const text = plainText(raw);
      assert.equal(runs.map((run) => run.text).join(''), text, told);
      assert.equal(hasControls(text), false, told);
      assert.ok(logLevels.includes(levelOf(raw)), told);
      assert.equal(typeof isContinuation(text, previous), 'boolean', told);
      let last = 0;
      for (const { from, to } of linksIn(text)) {
        assert.ok(from >= last && to > from && to <= text.length, told);
        last = to;
      }
      structuredOf(text);
      const saved = formatLine({ timeMs: 0, source: 's', stream: 'stdout', text: raw }, 'ndjson');
      assert.equal((JSON.parse(saved) as { message: string }).message, text, told);
      previous = text;
    }
  });
});
