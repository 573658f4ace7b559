import { keys, references, words } from './dictionary.ts';
import { splice, type SpotMutation } from './mutation.ts';
import { columnOf, reindent, setValue, type Spot } from './spots.ts';

const valueOf = (text: string, { start, end }: Spot): string => text.slice(start, end);

/** Another value at the place of this one, brought to its column. */
const graft = (text: string, spot: Spot, from: string, other: Spot): string =>
  splice(
    text,
    spot.from,
    spot.end,
    reindent(
      from.slice(other.from, other.end),
      columnOf(from, other.from),
      columnOf(text, spot.from),
    ),
  );

const anchorAll: SpotMutation = (text, spot, { random, spots }) => {
  const other = random.pick(spots);
  if (other.start < spot.end || other.start === other.end) return text;
  // From the end, so that the first place stays where it is.
  const aliased = splice(text, other.start, other.end, '*z\n');
  return splice(aliased, spot.start, spot.start, spot.kind === 'scalar' ? '&z ' : '&z\n');
};

/** What a person or a generator may write in the place of a value, right or wrong. */
export const spotMutations: Readonly<Record<string, SpotMutation>> = {
  deleteEntry: (text, { from, end }) => splice(text, from, end, ''),
  deleteValue: (text, spot) => setValue(text, spot, ''),
  doubleEntry: (text, { from, end }) =>
    splice(text, end, end, `\n${' '.repeat(columnOf(text, from))}${text.slice(from, end)}`),
  swapEntries: (text, spot, { random, spots }) => {
    const other = random.pick(spots);
    const [first, second] = spot.from < other.from ? [spot, other] : [other, spot];
    if (second.from < first.end) return text;
    return graft(graft(text, second, text, first), first, text, second);
  },
  graftOwn: (text, spot, { random, spots }) => graft(text, spot, text, random.pick(spots)),
  graftOther: (text, spot, { random, donor }) =>
    donor.spots.length === 0 ? text : graft(text, spot, donor.text, random.pick(donor.spots)),
  graftSameKey: (text, spot, { random, donor }) => {
    const same = donor.spots.filter(({ path }) => path.at(-1) === spot.path.at(-1));
    return same.length === 0 ? text : graft(text, spot, donor.text, random.pick(same));
  },
  addEntryOfOther: (text, spot, { random, donor }) => {
    if (donor.spots.length === 0) return text;
    const other = random.pick(donor.spots);
    const column = columnOf(text, spot.from);
    const block = reindent(
      donor.text.slice(other.from, other.end),
      columnOf(donor.text, other.from),
      column,
    );
    return splice(text, spot.from, spot.from, `${block.trimEnd()}\n${' '.repeat(column)}`);
  },
  setWord: (text, spot, { random }) => setValue(text, spot, random.pick(words)),
  setQuoted: (text, spot, { random }) => setValue(text, spot, JSON.stringify(random.pick(words))),
  setReference: (text, spot, { random }) =>
    setValue(
      text,
      spot,
      `"${random.pick(references)}${random.once(3) ? valueOf(text, spot) : ''}"`,
    ),
  spliceReference: (text, { start, end }, { random }) => {
    const at = start + random.below(end - start + 1);
    return splice(text, at, at, random.pick(references));
  },
  renameKey: (text, { from, start, hasKey }, { random }) =>
    hasKey ? splice(text, from, start, `${random.pick(keys)}: `) : text,
  toList: (text, spot) => setValue(text, spot, `[${valueOf(text, spot).trim()}]`),
  toMapping: (text, spot, { random }) =>
    setValue(text, spot, `{${random.pick(keys)}: ${valueOf(text, spot).trim()}}`),
  toItems: (text, spot, { random }) =>
    setValue(
      text,
      spot,
      `[${Array.from({ length: random.between(1, 6) }, () => random.pick(words)).join(', ')}]`,
    ),
  toOtherKeys: (text, spot, { random }) =>
    setValue(
      text,
      spot,
      `{${Array.from({ length: random.between(1, 5) }, () => `${random.pick(keys)}: ${random.pick(words)}`).join(', ')}}`,
    ),
  tag: (text, { start }, { random }) =>
    splice(
      text,
      start,
      start,
      `${random.pick(['!reset', '!override', '!!str', '!!int', '!!map', '!!seq', '!!null', '!!set', '!!omap', '!mine', '!', '!<x>', '!e!f'])} `,
    ),
  anchor: anchorAll,
  aliasToAround: (text, spot) =>
    spot.kind === 'scalar'
      ? text
      : splice(splice(text, spot.end, spot.end, ' *w'), spot.start, spot.start, '&w '),
  mergeKey: (text, { from }, { random }) => {
    const indent = ' '.repeat(columnOf(text, from));
    const value = random.pick([
      '*z',
      '[*z, *y]',
      '{a: b}',
      '5',
      '',
      '[]',
      '[[{a: b}]]',
      '{<<: {x: y}}',
    ]);
    return splice(text, from, from, `<<: ${value}\n${indent}`);
  },
  extend: (text, { from, path }, { random, spots }) => {
    if (path[0] !== 'services' || path.length !== 3) return text;
    const services = spots.filter(
      (other) => other.path.length === 2 && other.path[0] === 'services',
    );
    const name = services.length === 0 ? 'x' : String(random.pick(services).path[1]);
    const indent = ' '.repeat(columnOf(text, from));
    const value = random.pick([
      name,
      `{service: ${name}}`,
      `{file: compose.yaml, service: ${name}}`,
      `{file: docker-compose.yml, service: ${name}}`,
    ]);
    return splice(text, from, from, `extends: ${value}\n${indent}`);
  },
  include: (text, _spot, { random }) =>
    `include: ${random.pick(['compose.yaml', '[compose.yaml]', '[docker-compose.yml]', '[{path: [docker-compose.yml, compose.yaml], env_file: .env}]', '[{path: x, project_directory: ..}]', '[[]]', '[~, 5, {}]'])}\n${text}`,
};
