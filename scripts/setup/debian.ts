import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './run.mjs';

export interface UnpackOptions {
  readonly packages: readonly string[];
  /** Where the files of the packages go. */
  readonly into: string;
  /** With all that they depend on, so that `into` can be run as a root file system. */
  readonly dependencies: boolean;
  /** One line of a sources.list; the system's own sources when absent. */
  readonly source?: string;
}

/**
 * Unpacks Debian packages somewhere, without installing them and without rights. apt gets lists, a
 * cache and a status of its own: the system's know nothing of it afterwards, and what is installed
 * there does not count.
 */
export async function unpackPackages(options: UnpackOptions): Promise<void> {
  const work = `${options.into}.apt`;
  const [lists, archives] = [path.join(work, 'lists'), path.join(work, 'archives')];
  try {
    await mkdir(path.join(lists, 'partial'), { recursive: true });
    await mkdir(path.join(archives, 'partial'), { recursive: true });
    await mkdir(options.into, { recursive: true });
    const status = path.join(work, 'status');
    await writeFile(status, '');
    const apart = [
      ...(await sourceOptions(options.source, work)),
      `Dir::State::Lists=${lists}`,
      `Dir::State::Status=${status}`,
      `Dir::Cache=${work}`,
      'Dir::Cache::Archives=archives',
      'Acquire::Languages=none',
      'APT::Sandbox::User=',
      'APT::Install-Recommends=false',
      'Debug::NoLocking=true',
    ].flatMap((option) => ['-o', option]);
    await run('apt-get', ['update', '-q', ...apart]);
    const verb = options.dependencies ? ['install', '--download-only', '-y'] : ['download'];
    await run('apt-get', [...verb, '-q', ...apart, ...options.packages], { cwd: archives });
    const files = (await readdir(archives)).filter((name) => name.endsWith('.deb'));
    if (files.length === 0) throw new Error(`apt has no ${options.packages.join(', ')}`);
    for (const file of files) {
      await run('dpkg-deb', ['--extract', path.join(archives, file), options.into]);
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function sourceOptions(source: string | undefined, work: string): Promise<readonly string[]> {
  if (source === undefined) return [];
  const file = path.join(work, 'sources.list');
  await writeFile(file, `${source}\n`);
  return [`Dir::Etc::SourceList=${file}`, 'Dir::Etc::SourceParts=/dev/null'];
}
