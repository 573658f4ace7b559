import assert from 'node:assert/strict';
import type { IGrammar } from 'vscode-textmate';
import { formatLine } from '#shared/logs/format-line';
import { colour, loadGrammar } from '../../support/colours.ts';

/** In VS Code's own engine of grammars. */
describe('the colours of a saved log', function () {
  this.timeout(600_000);
  let log: IGrammar;

  before(async () => {
    log = await loadGrammar('text.hyperbox.log');
  });

  /** "name: text" of what is coloured, but for what every line begins with. */
  const coloured = (text: string): readonly string[] => {
    const line = formatLine(
      { timeMs: Date.UTC(2026, 10, 22), source: 'web', stream: 'stdout', text },
      'text',
    );
    const parts = colour(log, line.trimEnd()).flatMap((token) => {
      const own = token.scopes.findLast((scope) => scope.endsWith('.hyperbox-log'));
      return own === undefined ? [] : [`${own.replace(/\.hyperbox-log$/, '')}: ${token.text}`];
    });
    assert.deepEqual(parts.slice(0, 3), [
      'time: 2026-11-22T00:00:00.000Z',
      'service: web',
      'punctuation.separator: |',
    ]);
    return parts.slice(3);
  };

  const rows: readonly (readonly [what: string, text: string, has: readonly string[]])[] = [
    ['a level as a word', 'ERROR no such user', ['level: ERROR']],
    ['a level in brackets', '[warn] slow', ['level: warn']],
    ['no level within a sentence', 'an error of the user', []],
    [
      'logfmt',
      'level=warn msg="disk full" free=3%',
      [
        ...['variable.other.property: level', 'level: warn', 'variable.other.property: msg'],
        ...['string: "disk full"', 'variable.other.property: free', 'constant: 3%'],
      ],
    ],
    [
      'JSON',
      '{"level":"info","n":12,"ok":true}',
      [
        ...['support.type.property-name: "level"', 'string: "info"'],
        ...['support.type.property-name: "n"', 'constant: 12'],
        ...['support.type.property-name: "ok"', 'constant: true'],
      ],
    ],
    [
      'an address',
      'listening on http://localhost:3000/a?b=1.',
      ['markup.underline.link.url: http://localhost:3000/a?b=1'],
    ],
    [
      'a stack trace of Node',
      '    at half (/app/src/half.js:3:11)',
      [
        ...['keyword.other.trace: at', 'entity.name.function.trace: half'],
        'markup.underline.link.place: /app/src/half.js:3:11',
      ],
    ],
    [
      'a stack trace of Python',
      '  File "/app/main.py", line 4, in <module>',
      [
        ...['keyword.other.trace: File', 'markup.underline.link.place: "/app/main.py", line 4'],
        ...['keyword.other.trace: in', 'entity.name.function.trace: <module>'],
      ],
    ],
    ['an exception', 'TypeError: x is not a function', ['exception: TypeError']],
    [
      'times, durations and ids',
      '12:01:02.5 took 12ms c56a4180-65aa-42ec-a945-5fd21dec0538',
      ['date: 12:01:02.5', 'constant: 12ms', 'id: c56a4180-65aa-42ec-a945-5fd21dec0538'],
    ],
    ['nothing in plain words', 'it’s 5 o’clock-ish somewhere v1.2.3', ['constant: 5']],
  ];
  for (const [what, text, has] of rows) {
    it(`tell ${what}`, () => {
      assert.deepEqual(coloured(text), has);
    });
  }

  it('hold for a line that is a note of its own', () => {
    const [token] = colour(log, 'WARN something else');
    assert.ok(token?.scopes.some((scope) => scope.includes('log.warning')));
  });

  it('stay quick for a line that is long and hostile', () => {
    const began = process.cpuUsage().user;
    for (const part of ['a/', '"\\', 'a.b.', '1', '=', 'at '])
      colour(log, `2026-11-22T00:00:00.000Z web | ${part.repeat(5_000)}`);
    assert.ok(process.cpuUsage().user - began < 5_000_000);
  });
});
