import { createReadStream } from 'node:fs';
import { lstat, readFile, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { pack, type Header, type Pack } from 'tar-stream';
import { parseDockerignore, type IgnoreRules } from '../dockerignore.ts';

export interface ContextOptions {
  readonly folder: string;
  /** The Dockerfile's path within the context, with slashes; its own rules may not leave it out. */
  readonly dockerfile?: string;
  /** Files that are not in the folder, and that no COPY sees: a Dockerfile from elsewhere. */
  readonly extra?: readonly { readonly name: string; readonly text: string }[];
}

/**
 * A build context as a gzipped tar stream, read from disk as fast as the engine takes it. Symbolic
 * links stay links and modes stay as they are, owners do not: as the docker CLI sends it. A file
 * that cannot be read ends the stream with that error.
 */
export const packContext = async (options: ContextOptions): Promise<Readable> => {
  const rules = await readRules(options);
  const tar = pack();
  void fill(tar, options, rules).then(
    () => {
      tar.finalize();
    },
    (error: unknown) => {
      tar.destroy(error instanceof Error ? error : new Error(String(error)));
    },
  );
  const zipped = createGzip({ level: 1 });
  tar.on('error', (error: Error) => zipped.destroy(error));
  zipped.on('close', () => {
    tar.destroy();
  });
  return tar.pipe(zipped);
};

type EntryHeader = Partial<Header> & Pick<Header, 'name'>;

/** `<Dockerfile>.dockerignore` wins over `.dockerignore`, as it does for BuildKit. */
const readRules = async ({ folder, dockerfile }: ContextOptions): Promise<IgnoreRules> => {
  const names = [
    ...(dockerfile === undefined ? [] : [`${dockerfile}.dockerignore`]),
    '.dockerignore',
  ];
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    // What the engine itself reads must get there even when the rules leave it out.
    const needed = ['.dockerignore', ...(dockerfile === undefined ? [] : [dockerfile])];
    return parseDockerignore([text, ...needed.map((path) => `!${path}`)].join('\n'));
  }
  return parseDockerignore('');
};

const fill = async (tar: Pack, options: ContextOptions, rules: IgnoreRules): Promise<void> => {
  const extra = await hidden(options);
  for (const { name, text } of extra) await addText(tar, { name, mode: 0o644 }, text);
  const sent = new Set(extra.map(({ name }) => name));
  await fillFolder(tar, { root: options.folder, relative: '', sent }, rules);
};

/**
 * The classic builder drops the Dockerfile and the .dockerignore from what COPY sees where the
 * .dockerignore names them, which it looks at for nothing else. Ours is the folder's own, with that.
 */
const hidden = async ({
  folder,
  extra = [],
}: ContextOptions): Promise<readonly { readonly name: string; readonly text: string }[]> => {
  if (extra.length === 0) return [];
  const own = await readFile(join(folder, '.dockerignore'), 'utf8').catch(() => '.dockerignore');
  const text = [own, ...extra.map(({ name }) => name), ''].join('\n');
  return [...extra, { name: '.dockerignore', text }];
};

const fillFolder = async (
  tar: Pack,
  at: { readonly root: string; readonly relative: string; readonly sent: ReadonlySet<string> },
  rules: IgnoreRules,
): Promise<void> => {
  const entries = await readdir(join(at.root, at.relative));
  // In a stable order, so that the same folder is the same stream.
  for (const entry of entries.sort()) {
    const name = at.relative === '' ? entry : `${at.relative}/${entry}`;
    if (at.sent.has(name)) continue;
    const path = join(at.root, name);
    const stats = await lstat(path);
    const ignored = rules.ignores(name);
    if (ignored && !(stats.isDirectory() && rules.mayHoldExceptions(name))) continue;
    const header = { name, mode: stats.mode & 0o7777, mtime: stats.mtime };
    if (stats.isDirectory()) {
      if (!ignored) await addEntry(tar, { ...header, type: 'directory' });
      await fillFolder(tar, { ...at, relative: name }, rules);
    } else if (stats.isSymbolicLink()) {
      const linkname = await readlink(path);
      await addEntry(tar, { ...header, type: 'symlink', linkname });
    } else if (stats.isFile() && stats.size === 0) {
      await addText(tar, { ...header, type: 'file' }, '');
    } else if (stats.isFile()) {
      await addFile(tar, { ...header, type: 'file', size: stats.size }, path);
    }
    // Sockets and the like have no content that could be built from.
  }
};

const addEntry = (tar: Pack, header: EntryHeader): Promise<void> =>
  settled((done) => {
    tar.entry(header, done);
  });

const addText = (tar: Pack, header: EntryHeader, text: string): Promise<void> =>
  settled((done) => {
    tar.entry(header, text, done);
  });

const addFile = (
  tar: Pack,
  header: EntryHeader & { readonly size: number },
  path: string,
): Promise<void> =>
  settled((done) => {
    const entry = tar.entry(header, done);
    // The header has promised a size: of a file that grows meanwhile, only that much is sent.
    const source = createReadStream(path, { end: header.size - 1 });
    source.on('error', (error) => {
      done(error);
      entry.destroy();
    });
    source.pipe(entry);
  });

const settled = (start: (done: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    start((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
