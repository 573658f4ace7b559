import { schemasAt } from '../../schema/look-up.ts';
import type { Path } from '../../yaml/tree.ts';
import { likelyValues } from './known-values.ts';

export interface RestOptions {
  /** The column of the key. */
  readonly indent: number;
  /** Whether the editor fills in snippets. */
  readonly snippets: boolean;
  /** Between brackets. */
  readonly oneLine: boolean;
}

/**
 * What follows the colon of a key: a space for a value, with those to choose from; a new line for what
 * has keys or items of its own, with those that must be there.
 */
export const keyRest = (path: Path, options: RestOptions): string => {
  const types = typesAt(path);
  if (types.length === 0 && schemasAt(path).every(({ enum: values }) => values === undefined))
    return '';
  if (options.oneLine) return ' ';
  if (types.every((type) => type === 'object') && types.length > 0)
    return objectRest(path, options);
  if (types.every((type) => type === 'array') && types.length > 0) return listRest(path, options);
  if (types.some((type) => type === 'object' || type === 'array')) return '';
  return ` ${options.snippets ? choiceOf(path) : ''}`;
};

const objectRest = (path: Path, { indent, snippets }: RestOptions): string => {
  const newLine = `\n${' '.repeat(indent + 2)}`;
  const required = snippets ? requiredAt(path) : [];
  if (required.length === 0) return newLine;
  return required.map((name, at) => `${newLine}${name}: \${${at + 1}}`).join('');
};

const listRest = (path: Path, { indent, snippets }: RestOptions): string => {
  const newLine = `\n${' '.repeat(indent + 2)}`;
  const item = [...path, 0];
  const isMapping = typesAt(item).every((type) => type === 'object');
  const required = snippets && isMapping ? requiredAt(item) : [];
  if (required.length === 0) return `${newLine}- `;
  return required
    .map((name, at) => {
      const choice = choiceOf([...item, name]).replace('${1|', `\${${at + 1}|`);
      return `${newLine}${at === 0 ? '- ' : '  '}${name}: ${choice === '' ? `\${${at + 1}}` : choice}`;
    })
    .join('');
};

const requiredAt = (path: Path): readonly string[] =>
  [...new Set(schemasAt(path).flatMap(({ required = [] }) => required))].sort();

/** More are a list of their own. */
const maxChoices = 12;

const choiceOf = (path: Path): string => {
  const known = likelyValues(path);
  const values =
    known.length === 0 && typesAt(path).includes('boolean') ? ['true', 'false'] : known;
  return values.length < 2 || values.length > maxChoices ? '' : `\${1|${values.join(',')}|}`;
};

export const typesAt = (path: Path): readonly string[] =>
  [...new Set(schemasAt(path).flatMap(({ type = [] }) => type))].sort();
