import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cache.mjs';
import { unpackPackages } from './debian.ts';
import { NeedsAction, say } from './say.mjs';

export interface DebianProgram {
  /** Of the package and of the program in it. */
  readonly name: string;
  /** Where the package puts it. */
  readonly inPackage: string;
  readonly why: string;
  /** How to install it where Debian's packages cannot be had. */
  readonly otherwise: string;
}

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const mirror = 'http://deb.debian.org/debian';

/** Newest first; a suite that cannot be read is passed over. */
const suites: readonly string[] = ['sid', 'trixie'];

/**
 * A program that Debian 12 has no package of, but newer suites do. It is static: it is unpacked in
 * the cache, and nothing of the system changes.
 */
export async function debianProgram(program: DebianProgram): Promise<string> {
  if (!existsSync(keyring)) {
    throw new NeedsAction(
      `${program.why} needs ${program.name}, which is not installed. Install it, on Ubuntu with:`,
      program.otherwise,
    );
  }
  const folder = await cached(program.name, (into) => unpack(into, program));
  return path.join(folder, program.name);
}

async function unpack(folder: string, program: DebianProgram): Promise<void> {
  const failures: string[] = [];
  for (const suite of suites) {
    try {
      say(`getting ${program.name} from Debian ${suite}, ${program.why} (nothing is installed)`);
      await download(folder, suite, program);
      return;
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(`no ${program.name} from Debian:\n${failures.join('\n')}`);
}

async function download(
  folder: string,
  suite: string,
  { name, inPackage }: DebianProgram,
): Promise<void> {
  const unpacked = path.join(folder, suite);
  await unpackPackages({
    packages: [name],
    into: unpacked,
    dependencies: false,
    source: `deb [signed-by=${keyring}] ${mirror} ${suite} main`,
  });
  await rename(path.join(unpacked, inPackage), path.join(folder, name));
  await rm(unpacked, { recursive: true });
}
