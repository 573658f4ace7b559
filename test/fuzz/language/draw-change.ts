import { references, words } from '../mutate/dictionary.ts';
import type { Random } from '../random.ts';
import { linesOf, placeOf, type Place, type TextChange } from './client-text.ts';

/** Text that parsers and counters of columns stumble over. */
const pieces: readonly string[] = [
  ...['\r', '\n', '\r\n', '\n\r', '\t', '\u2028', '\uFEFF', '\u0000', '\u00a0'],
  ...['𝒳', '👩‍👩‍👧', '\ud835', '\udcb3', 'é', '日本', '\u202e'],
  ...[
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '|',
    '>',
    '&a',
    '*a',
    '<<: *a',
    '#',
    ':',
    '- ',
    '---\n',
    '...\n',
  ],
  ...['${', '${A', '${A:-', '${A:?x}', '$$', '!reset', '!override', '!!binary', '? '],
];

const lines: readonly string[] = [
  'services:',
  '  web:',
  '    image: nginx:1',
  '    ports:',
  '      - "80:80"',
  '    depends_on: [db]',
  '    depends_on:',
  '      db:',
  '        condition: service_healthy',
  '    environment:',
  '      - A=${B:-c}',
  '    <<: *base',
  '    extends: { file: other.yaml, service: x }',
  'include: [other.yaml]',
  'volumes: {data: }',
  'x-base: &base {restart: always}',
  '    command: |',
  '      echo a',
  '    build: { context: ., target: dev }',
];

type Draw = (text: string, random: Random, donor: string) => readonly TextChange[];

/** What happens to a text in an editor, and what a careless one may send. */
const draws: Readonly<Record<string, Draw>> = {
  insert: (text, random) => [at(text, random, random.pick(pieces))],
  word: (text, random) => [at(text, random, random.pick(random.once(3) ? references : words))],
  /** One change a letter, in one message: as a fast typist behind a slow line. */
  type: (text, random) => {
    const typed = random.pick(lines).trim();
    const { line, character } = placeIn(text, random);
    return Array.from({ length: typed.length }, (_, step) => {
      const place = { line, character: character + step };
      return { range: { start: place, end: place }, text: typed.charAt(step) };
    });
  },
  newLine: (text, random) => {
    const { line } = placeIn(text, random);
    const place = { line, character: linesOf(text)[line]?.length ?? 0 };
    const ending = text.includes('\r\n') ? '\r\n' : '\n';
    return [{ range: { start: place, end: place }, text: `${ending}${random.pick(lines)}` }];
  },
  remove: (text, random) => {
    const start = random.below(text.length + 1);
    return [between(text, start, start + random.between(1, random.once(4) ? 200 : 8), '')];
  },
  removeLines: (text, random) => {
    const { line } = placeIn(text, random);
    const end = { line: line + random.between(1, 4), character: 0 };
    return [{ range: { start: { line, character: 0 }, end }, text: '' }];
  },
  replace: (text, random) => {
    const start = random.below(text.length + 1);
    return [between(text, start, start + random.between(0, 12), random.pick(words))];
  },
  indent: (text, random) => {
    const { line } = placeIn(text, random);
    const start = { line, character: 0 };
    return random.once(2)
      ? [{ range: { start, end: start }, text: ' '.repeat(random.between(1, 4)) }]
      : [{ range: { start, end: { line, character: random.between(1, 4) } }, text: '' }];
  },
  paste: (text, random, donor) => {
    const from = random.below(donor.length + 1);
    return [at(text, random, donor.slice(from, from + random.between(1, 4000)))];
  },
  several: (text, random) =>
    Array.from({ length: random.between(2, 4) }, () => at(text, random, random.pick(pieces))),
  invalid: (_, random) => {
    const wild = (): number => random.pick([-1, 0, 1, 7, 10_000, 2 ** 31 - 1]);
    const [start, end] = [wild(), wild()].map((line) => ({ line, character: wild() }));
    if (start === undefined || end === undefined) return [];
    return [{ range: { start, end }, text: random.pick(pieces) }];
  },
  whole: (text, random) => [
    { text: random.once(3) ? text.replaceAll('\n', '\r\n') : text.replaceAll('\r\n', '\n') },
  ],
  fullAndMore: (text, random) => [{ text: `# ${text}` }, at(`# ${text}`, random, '\r')],
};

const names = Object.keys(draws);

/** What is longer is shortened first: a script is to be quick. */
const maxLength = 60_000;

export const drawChange = (
  text: string,
  random: Random,
  donor: string,
): { readonly name: string; readonly changes: readonly TextChange[] } => {
  if (text.length > maxLength) return { name: 'shorten', changes: [{ text: text.slice(0, 3000) }] };
  if (random.once(2000)) {
    return {
      name: 'huge',
      changes: [{ text: donor.repeat(Math.ceil(200_000 / (donor.length + 1))) }],
    };
  }
  const name = random.pick(names);
  return { name, changes: draws[name]?.(text, random, donor) ?? [] };
};

export const placeIn = (text: string, random: Random): Place =>
  placeOf(text, random.below(text.length + 1));

const at = (text: string, random: Random, insert: string): TextChange => {
  const place = placeIn(text, random);
  return { range: { start: place, end: place }, text: insert };
};

const between = (text: string, start: number, end: number, insert: string): TextChange => ({
  range: { start: placeOf(text, start), end: placeOf(text, Math.min(end, text.length)) },
  text: insert,
});
