import { isScalar, type Node } from 'yaml';
import { besideFile } from '../beside-file.ts';
import { entryAt, keyText, type SyntaxFile } from '../syntax/syntax.ts';
import type { ReadCompose } from '../workspace.ts';

type ReadFile = (path: string) => Promise<ReadCompose | undefined>;

/** A service in a file. */
export interface ServicePlace {
  readonly path: string;
  readonly syntax: SyntaxFile;
  readonly service: string;
}

/** The services that one extends, the nearest first; a circle ends where it closes. */
export const parentsOf = async (
  place: ServicePlace,
  read: ReadFile,
): Promise<readonly ServicePlace[]> => {
  const parents: ServicePlace[] = [];
  const seen = new Set([idOf(place)]);
  for (let next = await parentOf(place, read); next !== undefined;) {
    if (seen.has(idOf(next))) break;
    seen.add(idOf(next));
    parents.push(next);
    next = await parentOf(next, read);
  }
  return parents;
};

export const attributeOf = (
  { syntax, service }: ServicePlace,
  attribute: string,
): Node | undefined => entryAt(syntax, ['services', service, attribute])?.value;

const idOf = ({ path, service }: ServicePlace): string => `${path}\0${service}`;

const parentOf = async (
  { path, syntax, service }: ServicePlace,
  read: ReadFile,
): Promise<ServicePlace | undefined> => {
  const text = (...more: readonly string[]): string | undefined =>
    textAt(syntax, ['services', service, 'extends', ...more]);
  const name = text() ?? text('service');
  if (name === undefined) return undefined;
  const file = text('file');
  if (file === undefined) return { path, syntax, service: name };
  const other = besideFile(path, file);
  const extended = await read(other);
  return extended && { path: other, syntax: extended.syntax, service: name };
};

const textAt = (file: SyntaxFile, path: readonly string[]): string | undefined => {
  const value = entryAt(file, path)?.value;
  return isScalar(value) && keyText(value) !== '' ? keyText(value) : undefined;
};
