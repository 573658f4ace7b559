import { isScalar } from 'yaml';
import type { Origin } from '../../yaml/source.ts';
import { oncePerFile } from './once-per-file.ts';
import { entriesNear, entriesOf, keyText, type SyntaxEntry, type SyntaxFile } from './syntax.ts';

/** A place where a variable is used. */
export interface VariableUse {
  readonly name: string;
  /** Of the name. */
  readonly origin: Origin;
  /** What a rename replaces by what. */
  readonly renamed: (to: string) => { readonly origin: Origin; readonly text: string };
}

/** Every variable of a file in its order: `$X`, `${X…}`, and `X` that is handed to a container as it is. */
export const variablesOf = oncePerFile((file): readonly VariableUse[] =>
  entriesOf(file).flatMap((entry) => usesIn(entry, file)),
);

export const variableAt = (file: SyntaxFile, offset: number): VariableUse | undefined =>
  entriesNear(file, offset)
    .flatMap((entry) => usesIn(entry, file))
    .find(({ origin }) => origin.start <= offset && offset <= origin.end);

const usesIn = (entry: SyntaxEntry, file: SyntaxFile): readonly VariableUse[] => [
  ...(handedOver(entry, file) ?? []),
  ...interpolated(entry, file),
];

/** `$$` is a dollar, no variable; a default may have variables of its own. */
const reference = /\$\$|\$\{?([A-Za-z_]\w*)/g;

const interpolated = ({ value }: SyntaxEntry, { source }: SyntaxFile): readonly VariableUse[] => {
  if (!isScalar(value) || !value.range) return [];
  const [start, end] = value.range;
  return [...source.text.slice(start, end).matchAll(reference)].flatMap((match) => {
    const [whole, name] = match;
    if (name === undefined) return [];
    const from = start + match.index + whole.length - name.length;
    const origin = { source, start: from, end: from + name.length };
    return [{ name, origin, renamed: (text: string) => ({ origin, text }) }];
  });
};

/** `environment: [X]` takes the value of a variable that has the same name in the container: that one stays. */
const handedOver = (
  { path, key, value }: SyntaxEntry,
  { source }: SyntaxFile,
): readonly VariableUse[] | undefined => {
  const [section, , attribute] = path;
  if (section !== 'services' || attribute !== 'environment' || path.length !== 4) return undefined;
  const isItem = key === undefined;
  const node = isItem ? value : key;
  const name = keyText(node);
  const isNull = !isItem && isScalar(value) && keyText(value) === '';
  if (!isScalar(node) || !node.range || !/^[A-Za-z_]\w*$/.test(name)) return undefined;
  if (!isItem && !isNull && value !== undefined) return undefined;
  const [start, end] = node.range;
  if (source.text.slice(start, end) !== name) return undefined;
  const own = { source, start, end };
  if (isItem) {
    const renamed = (to: string) => ({ origin: own, text: `${name}=\${${to}}` });
    return [{ name, origin: own, renamed }];
  }
  const withColon = { ...own, end: source.text.indexOf(':', end) + 1 };
  const renamed = (to: string) => ({ origin: withColon, text: `${name}: \${${to}}` });
  return [{ name, origin: own, renamed }];
};
