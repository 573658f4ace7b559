import { entryAt } from '../syntax/syntax.ts';
import type { Path } from '../../yaml/tree.ts';
import { removeEntry } from '../edits/remove.ts';
import { atEntry, messageOf, offer, type Fix, type Fixer } from './fix.ts';

interface RemoveOptions extends Pick<Fix, 'certain' | 'everywhere'> {
  /** Also a whole service, or another resource. */
  readonly whole?: boolean;
}

/** Takes out the entry that the diagnostic points at, with all below it. */
export const remove = (
  title: (text: string) => string,
  { whole = false, ...more }: RemoveOptions = {},
): Fixer =>
  atEntry((entry, { file, text }) =>
    // What has no place of its own in the file is told at its service.
    entry.path.length === 2 && !whole
      ? []
      : offer(title(text), [removeEntry(file.syntax, entry)], more),
  );

/** Of several entries that cannot stand together, each can go. */
export const removeOneOf = (paths: (at: Path, message: string) => readonly Path[]): Fixer =>
  atEntry((entry, { file, diagnostic }) => {
    return paths(entry.path, messageOf(diagnostic)).flatMap((path) => {
      const found = entryAt(file.syntax, path);
      if (found === undefined) return [];
      return offer(`Remove \`${labelOf(path)}\``, [removeEntry(file.syntax, found)]);
    });
  });

const labelOf = (path: Path): string =>
  path[2] === 'deploy' ? path.slice(2).join('.') : String(path.at(-1));

/** Attributes of the service that the diagnostic is in: `deploy.replicas`. */
export const ofService =
  (...attributes: readonly string[]) =>
  (at: Path): readonly Path[] =>
    attributes.map((attribute) => [...at.slice(0, 2), ...attribute.split('.')]);

/** Attributes of the top-level resource that the diagnostic is in. */
export const ofResource =
  (...attributes: readonly string[]) =>
  (at: Path): readonly Path[] =>
    attributes.map((attribute) => [...at.slice(0, 2), attribute]);

/** Of an external resource: the attribute that the message names, or `external`. */
export const external = (at: Path, message: string): readonly Path[] => {
  const [, conflicting] = /"external" and "([^"]+)"/.exec(message) ?? [];
  const attribute = conflicting ?? at[2];
  return attribute === undefined ? [] : ofResource(String(attribute), 'external')(at);
};

/** The services of `a -> b -> a`, and what each waits for. */
export const edgesOfCycle: Fixer = ({ file, diagnostic }) => {
  const [, drawn = ''] = /cycle detected: (.+)/.exec(messageOf(diagnostic)) ?? [];
  const names = drawn.split(' -> ');
  return names.slice(0, -1).flatMap((name, index) => {
    const other = names[index + 1] ?? '';
    const list = ['services', name, 'depends_on'];
    const items = (entryAt(file.syntax, list)?.value ?? {}) as { items?: readonly unknown[] };
    const found =
      entryAt(file.syntax, [...list, other]) ??
      items.items
        ?.map((_, place) => entryAt(file.syntax, [...list, place]))
        .find((each) => each !== undefined && textOf(each.value) === other);
    return found === undefined
      ? []
      : offer(`Let \`${name}\` not wait for \`${other}\``, [removeEntry(file.syntax, found)]);
  });
};

const textOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'value' in value ? value.value : undefined;
