import { basename, join, posix } from 'node:path';
import { parseDockerignore } from '../../../engines/dockerignore.ts';
import { inFolder } from '../paths.ts';
import type { CopyStep, Destination } from './steps.ts';

/** One source of a COPY, as files of the host and where the container has them. */
export interface Mapping {
  /** A file or a folder of the host. */
  readonly path: string;
  /** Where the container has it; absent where that cannot be said by path and target. */
  readonly target?: string;
  /** Which of what lies in `path`; all, where nothing is said. */
  readonly matches?: (path: string) => boolean;
  /** Of a folder, or what it matches, to look into. */
  readonly mayMatchIn?: (folder: string) => boolean;
  /** As it is written. */
  readonly text: string;
  /** Whether it names files, rather than a folder with whatever is in it. */
  readonly isNamed: boolean;
}

export interface Place {
  readonly context: string;
  readonly kinds: ReadonlyMap<string, 'file' | 'folder'>;
}

/** What a COPY or ADD takes from the context; nothing of addresses, all of it where that is not known. */
export const mappingsOf = (step: CopyStep, place: Place): readonly Mapping[] =>
  step.sources.flatMap((source, index) => {
    const text = step.instruction.sources[index]?.text ?? '';
    if (source === undefined) return { path: place.context, text, isNamed: false };
    if (isRemote(source)) return [];
    // The builder reads `../x` and `/x` from the context on.
    const inside = posix.join('/', source).slice(1).replace(/\/$/, '');
    if (/[*?[]/.test(inside)) return globMappings(inside, step, place);
    return plainMapping(inside, step, { ...place, text });
  });

export const isRemote = (source: string): boolean => /^(?:[a-z+]+:\/\/|git@)/i.test(source);

const isArchive = (path: string): boolean =>
  /\.(?:tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst))$/i.test(path);

const plainMapping = (
  inside: string,
  { instruction, destination }: CopyStep,
  { context, kinds, text }: Place & { readonly text: string },
): Mapping => {
  const path = inside === '' ? context : join(context, inside);
  const kind = inside === '' ? 'folder' : kinds.get(path);
  const isNamed = kind === 'file';
  const isUnpacked = instruction.kind === 'add' && isArchive(inside);
  const target =
    isUnpacked || destination === undefined || kind === undefined
      ? undefined
      : kind === 'folder'
        ? destination.path
        : fileTarget(basename(path), destination);
  return { path, text, isNamed, ...(target !== undefined && { target }) };
};

/** A destination that may be a file or a folder is taken for the file it looks like, else not known. */
const fileTarget = (name: string, { path, isFolder }: Destination): string | undefined => {
  if (isFolder) return posix.join(path, name);
  const own = posix.basename(path);
  const isFile =
    own === name || (posix.extname(own) !== '' && posix.extname(own) === posix.extname(name));
  return isFile ? path : undefined;
};

/** `package*.json`: what matches goes into the destination, of folders their content. */
const globMappings = (
  inside: string,
  { instruction, destination }: CopyStep,
  { context }: Place,
): readonly Mapping[] => {
  const parts = inside.split('/');
  const first = parts.findIndex((part) => /[*?[]/.test(part));
  const folder = join(context, ...parts.slice(0, first));
  const rules = parseDockerignore(inside);
  const matches = (path: string): boolean => rules.ignores(inFolder(path, context));
  const isDirect = (path: string): boolean => !inFolder(path, folder).includes('/');
  const isNamed = /[^*?[\]]/.test(parts.at(-1) ?? '');
  const common = { path: folder, text: inside, isNamed };
  const isPlain =
    first === parts.length - 1 &&
    destination?.isFolder === true &&
    !(instruction.kind === 'add' && isArchive(inside));
  if (!isPlain) return [{ ...common, matches, mayMatchIn: () => true }];
  return [
    {
      ...common,
      text: `${inside}/`,
      matches: (path) => !isDirect(path) && matches(path),
      mayMatchIn: matches,
    },
    {
      ...common,
      target: destination.path,
      matches: (path) => isDirect(path) && matches(path),
      mayMatchIn: () => false,
    },
  ];
};
