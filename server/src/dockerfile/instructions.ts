import type { Flag, Instruction as Parsed } from 'dockerfile-ast';
import type { CopyInstruction, Instruction, RunMount, Word } from './dockerfile.ts';
import type { Places } from './places.ts';

type Reader = (parsed: Parsed, places: Places) => Instruction;

/** An instruction within a stage, or an ARG before the first. */
export const readInstruction: Reader = (parsed, places) =>
  (readers[parsed.getKeyword()] ?? readPlain)(parsed, places);

export const argumentWords = (parsed: Parsed, places: Places): readonly Word[] =>
  parsed.getArguments().map((each) => places.word(each.getValue(), each.getRange()));

const readPlain: Reader = (parsed, places) => ({
  ...places.span(parsed.getRange()),
  kind: 'plain',
  keyword: parsed.getKeyword(),
  words: argumentWords(parsed, places),
});

const readArg: Reader = (parsed, places) => ({
  ...places.span(parsed.getRange()),
  kind: 'arg',
  variables: argumentWords(parsed, places).map(({ text }) => {
    const equals = text.indexOf('=');
    return equals === -1
      ? { name: text, value: undefined }
      : { name: text.slice(0, equals), value: text.slice(equals + 1) };
  }),
});

const readEnv: Reader = (parsed, places) => ({
  ...places.span(parsed.getRange()),
  kind: 'env',
  variables:
    'getProperties' in parsed
      ? (parsed as Parsed & Properties)
          .getProperties()
          .map((each) => ({ name: each.getName(), value: each.getUnescapedValue() ?? undefined }))
      : [],
});

const readCopy =
  (kind: CopyInstruction['kind']): Reader =>
  (parsed, places) => {
    const flags = flagsOf(parsed);
    const words = isJson(parsed) ? jsonWords(parsed, places) : headWords(parsed, places);
    return {
      ...places.span(parsed.getRange()),
      kind,
      from: fromFlag(flags, places),
      flags: new Set(flags.map((flag) => flag.getName())),
      sources: words.slice(0, -1).filter(({ text }) => !text.startsWith('<<')),
      destination: words.at(-1),
    };
  };

const readers: Readonly<Record<string, Reader>> = {
  ADD: readCopy('add'),
  ARG: readArg,
  COPY: readCopy('copy'),
  ENV: readEnv,
  EXPOSE: (parsed, places) => ({
    ...places.span(parsed.getRange()),
    kind: 'expose',
    ports: argumentWords(parsed, places),
  }),
  HEALTHCHECK: (parsed, places) => ({
    ...places.span(parsed.getRange()),
    kind: 'healthcheck',
    none: parsed.getArguments()[0]?.getValue().toUpperCase() === 'NONE',
  }),
  RUN: (parsed, places) => ({
    ...places.span(parsed.getRange()),
    kind: 'run',
    mounts: flagsOf(parsed).flatMap((flag) => mountOf(flag, places) ?? []),
  }),
};

interface Properties {
  getProperties(): { getName(): string; getUnescapedValue(): string | null }[];
}

const flagsOf = (parsed: Parsed): readonly Flag[] =>
  'getFlags' in parsed ? (parsed as Parsed & { getFlags(): Flag[] }).getFlags() : [];

const fromFlag = (flags: readonly Flag[], places: Places): Word | undefined => {
  const flag = flags.find((each) => each.getName() === 'from');
  const [value, range] = [flag?.getValue(), flag?.getValueRange()];
  return value && range ? places.word(value, range) : undefined;
};

/** `--mount=type=bind,from=base,source=/x` */
const mountOf = (flag: Flag, places: Places): RunMount | undefined => {
  const range = flag.getName() === 'mount' ? flag.getValueRange() : null;
  if (!range) return undefined;
  let { start } = places.span(range);
  const fields = new Map<string, Word>();
  for (const field of (flag.getValue() ?? '').split(',')) {
    const equals = field.indexOf('=');
    const text = field.slice(equals + 1);
    const at = start + equals + 1;
    if (equals !== -1)
      fields.set(field.slice(0, equals), { text, start: at, end: at + text.length });
    start += field.length + 1;
  }
  return {
    type: fields.get('type')?.text ?? 'bind',
    from: fields.get('from'),
    source: fields.get('source') ?? fields.get('src'),
  };
};

/** Without the lines of the texts in place that `<<` announces. */
const headWords = (parsed: Parsed, places: Places): readonly Word[] => {
  const all = parsed.getArguments();
  const line = all.find((each) => each.getValue().startsWith('<<'))?.getRange().start.line;
  return all
    .filter((each) => line === undefined || each.getRange().start.line <= line)
    .map((each) => places.word(each.getValue(), each.getRange()));
};

interface Json {
  getJSONStrings(): { getRange(): Parameters<Places['text']>[0] }[];
  getClosingBracket(): unknown;
}

const isJson = (parsed: Parsed): parsed is Parsed & Json =>
  'getClosingBracket' in parsed && (parsed as Parsed & Json).getClosingBracket() !== null;

const jsonWords = (parsed: Json, places: Places): readonly Word[] =>
  parsed.getJSONStrings().flatMap((each) => {
    const range = each.getRange();
    const text = parseJsonText(places.text(range));
    return text === undefined ? [] : [places.word(text, range)];
  });

const parseJsonText = (text: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
};
