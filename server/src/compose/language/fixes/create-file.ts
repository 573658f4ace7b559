import { basename, dirname, extname, join, resolve } from 'node:path';
import { entryAt } from '../syntax/syntax.ts';
import { setAt } from '../edits/insert.ts';
import { scalarOrigin } from '../symbols/symbols.ts';
import type { SyntaxEntry } from '../syntax/syntax.ts';
import { atEntry, offer, replace, type Fix, type FixContext, type Fixer } from './fix.ts';

interface NamedPath {
  /** As it is written. */
  readonly text: string;
  readonly path: string;
}

const named = (
  entry: SyntaxEntry | undefined,
  { file }: FixContext,
  part = (text: string): string => text,
): NamedPath | undefined => {
  const written = scalarOrigin(entry?.value, file.syntax);
  const text = part(written?.value ?? '');
  if (text === '' || /[$\n~]|^[a-z]+:\/\//.test(text)) return undefined;
  return { text, path: resolve(dirname(file.path), text) };
};

/** Makes the file that is named and not there. */
export const createFile: Fixer = atEntry((entry, context) => {
  const found =
    named(entry, context) ?? named(entryAt(context.file.syntax, [...entry.path, 'path']), context);
  return found === undefined
    ? []
    : [{ title: `Create ${found.text}`, edits: [], creates: [found.path] }];
});

/** A build context that is not there needs a Dockerfile to be one. */
export const createContext: Fixer = atEntry((entry, context) => {
  const found =
    named(entry, context) ??
    named(entryAt(context.file.syntax, [...entry.path, 'context']), context);
  if (found === undefined) return [];
  const path = join(found.path, 'Dockerfile');
  const text = 'FROM scratch\n';
  return [
    { title: `Create ${join(found.text, 'Dockerfile')}`, edits: [], writes: [{ path, text }] },
  ];
});

/** What is mounted: a file where the name looks like one, else a folder. */
export const createMounted: Fixer = atEntry((entry, context) => {
  const found = named(entry, context, (text) => /^(\.[^:]*|\/[^:]*)(:|$)/.exec(text)?.[1] ?? '');
  if (found === undefined) return [];
  const asFile: Fix = { title: `Create the file ${found.text}`, edits: [], creates: [found.path] };
  // Editors make files only; git keeps no empty folder either.
  const asFolder: Fix = {
    title: `Create the folder ${found.text}`,
    edits: [],
    creates: [join(found.path, '.gitkeep')],
  };
  const isFile = extname(basename(found.path)) !== '' && !found.text.endsWith('/');
  return isFile ? [asFile, asFolder] : [asFolder];
});

/** An env file may be missing when its long form says so. */
export const notRequired: Fixer = atEntry((entry, { file }) => {
  const { syntax } = file;
  const inLongForm = entryAt(syntax, [...entry.path, 'path']);
  const title = 'Let it be missing';
  if (inLongForm !== undefined) {
    return offer(title, [setAt(syntax, [...entry.path, 'required'], false)]);
  }
  const written = scalarOrigin(entry.value, syntax);
  if (written === undefined || entry.key !== undefined) return [];
  const start = entry.value?.range?.[0] ?? 0;
  const end = entry.value?.range?.[1] ?? start;
  const { source } = syntax;
  const raw = source.text.slice(start, end).trimEnd();
  const edit = { source, start, end: start + raw.length };
  return offer(title, [replace(edit, `{ path: ${raw}, required: false }`)]);
});
