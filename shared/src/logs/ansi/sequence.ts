/** What a control asks for, as far as it can be seen in a single line. */
export type SequenceKind =
  'rendition' | 'link' | 'return' | 'back' | 'erase' | 'column' | 'left' | 'right' | 'nothing';

export interface Sequence {
  readonly kind: SequenceKind;
  readonly value: string;
  /** Where the text goes on. */
  readonly end: number;
}

const finals: Readonly<Record<string, SequenceKind>> = {
  m: 'rendition',
  K: 'erase',
  G: 'column',
  '`': 'column',
  D: 'left',
  C: 'right',
};

/** Introducers, as `ESC` and a letter or as the one character (C1) that means the same. */
const introducers: Readonly<Record<string, (text: string, at: number) => Sequence>> = {
  '[': (text, at) => controlSequence(text, at),
  '\u009b': (text, at) => controlSequence(text, at),
  ']': (text, at) => systemCommand(text, at),
  '\u009d': (text, at) => systemCommand(text, at),
  ...Object.fromEntries(
    ['P', 'X', '^', '_', '\u0090', '\u0098', '\u009e', '\u009f'].map((sign) => [
      sign,
      (text: string, at: number) => nothing(controlString(text, at).end),
    ]),
  ),
};

/** The control at a place. One that is cut off or malformed goes, the text after it stays. */
export const sequenceAt = (text: string, at: number): Sequence => {
  const sign = text.charAt(at);
  if (sign === '\r') return { kind: 'return', value: '', end: at + 1 };
  if (sign === '\b') return { kind: 'back', value: '', end: at + 1 };
  if (sign !== '\u001b') return introducers[sign]?.(text, at + 1) ?? nothing(at + 1);
  const next = text.charAt(at + 1);
  return introducers[next]?.(text, at + 2) ?? nothing(endOf(plainEscape, text, at + 1));
};

const nothing = (end: number): Sequence => ({ kind: 'nothing', value: '', end });

/** Such as `ESC ( B`, which chooses a character set. */
const plainEscape = /[ -/]*[0-~]?/y;

const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
};

/** Parameters, intermediates, and the letter that says what it is; private ones are not for text. */
const control = /([\d:;]*)([<-?][0-?]*)?([ -/]*)([@-~])?/y;

const controlSequence = (text: string, at: number): Sequence => {
  control.lastIndex = at;
  const [whole = '', value = '', secret = '', between = '', final = ''] = control.exec(text) ?? [];
  const end = at + whole.length;
  const kind = secret === '' && between === '' ? finals[final] : undefined;
  return kind === undefined ? nothing(end) : { kind, value, end };
};

const link = /^8;[^;]*;(.*)$/s;

const systemCommand = (text: string, at: number): Sequence => {
  const { content, end } = controlString(text, at);
  const target = link.exec(content)?.[1];
  return target === undefined ? nothing(end) : { kind: 'link', value: target, end };
};

/**
 * What goes on until a string terminator. One that never comes, or before which something else
 * begins, does not swallow the line: then only what introduced it goes.
 */
const controlString = (
  text: string,
  at: number,
): { readonly content: string; readonly end: number } => {
  stringEnd.lastIndex = at;
  const found = stringEnd.exec(text);
  const terminator = found?.[2];
  if (found === null || terminator === undefined) return { content: '', end: at };
  return { content: found[1] ?? '', end: at + found[0].length };
};

const escape = '\u001b';
const bell = '\u0007';

/** Bells end strings too, as xterm has it; what else is not of a string ends it without an end. */
const stringEnd = new RegExp(
  `([^${bell}${escape}\u0018\u001a\u0090\u0098\u009b-\u009f]*)(${bell}|\u009c|${escape}\\\\)?`,
  'y',
);
