import { characters, references } from './dictionary.ts';
import { splice, type Mutation } from './mutation.ts';

const lineMutation =
  (change: (line: string, context: Parameters<Mutation>[1]) => string): Mutation =>
  (text, context) => {
    const lines = text.split('\n');
    const at = context.random.below(lines.length);
    lines[at] = change(lines[at] ?? '', context);
    return lines.join('\n');
  };

/** What disk errors, merges, careless editors and attackers do to text. */
export const textMutations: Readonly<Record<string, Mutation>> = {
  insertCharacter: (text, { random }) => {
    const at = random.below(text.length + 1);
    return splice(text, at, at, random.pick(characters));
  },
  replaceCharacter: (text, { random }) => {
    const at = random.below(text.length + 1);
    return splice(text, at, at + 1, random.pick(characters));
  },
  flipBits: (text, { random }) => {
    // Decoded as files are: what is no UTF-8 becomes the replacement character.
    const bytes = Buffer.from(text, 'utf8');
    for (let left = random.between(1, 4); left > 0 && bytes.length > 0; left -= 1) {
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    }
    return bytes.toString('utf8');
  },
  deleteRange: (text, { random }) => {
    const at = random.below(text.length + 1);
    return splice(text, at, at + random.between(1, random.once(4) ? 400 : 12), '');
  },
  repeatRange: (text, { random }) => {
    const at = random.below(text.length + 1);
    const part = text.slice(at, at + random.between(1, 60));
    return splice(text, at, at, part.repeat(random.once(20) ? 500 : random.between(1, 8)));
  },
  truncate: (text, { random }) => text.slice(0, random.below(text.length + 1)),
  moveRange: (text, { random }) => {
    const from = random.below(text.length + 1);
    const part = text.slice(from, from + random.between(1, 80));
    const rest = splice(text, from, from + part.length, '');
    const to = random.below(rest.length + 1);
    return splice(rest, to, to, part);
  },
  indentLine: lineMutation((line, { random }) => `${' '.repeat(random.between(1, 5))}${line}`),
  outdentLine: lineMutation((line, { random }) => line.slice(random.between(1, 4))),
  indentWithTab: lineMutation((line) => `\t${line.trimStart()}`),
  commentLine: lineMutation((line) => `#${line}`),
  doubleLine: lineMutation((line) => `${line}\n${line}`),
  deleteLine: lineMutation(() => ''),
  joinLine: lineMutation((line, { random }) => `${line} ${random.pick(characters)}`),
  swapLines: (text, { random }) => {
    const lines = text.split('\n');
    const [a, b] = [random.below(lines.length), random.below(lines.length)];
    [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
    return lines.join('\n');
  },
  indentRest: (text, { random }) => {
    const lines = text.split('\n');
    const at = random.below(lines.length);
    return lines.map((line, index) => (index < at ? line : `  ${line}`)).join('\n');
  },
  windowsLines: (text) => text.replaceAll('\n', '\r\n'),
  macLines: (text) => text.replaceAll('\n', '\r'),
  mark: (text) => `\uFEFF${text}`,
  splitDocument: lineMutation((line, { random }) =>
    random.pick([
      `---\n${line}`,
      `...\n${line}`,
      `--- !override\n${line}`,
      `%YAML 1.1\n---\n${line}`,
    ]),
  ),
  appendFile: (text, { donor }) => `${text}\n---\n${donor.text}`,
  insertReference: (text, { random }) => {
    const at = random.below(text.length + 1);
    return splice(text, at, at, random.pick(references));
  },
};
