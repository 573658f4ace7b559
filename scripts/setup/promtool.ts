import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cache.mjs';
import { unpackPackages } from './debian.ts';
import { say } from './say.mjs';

/** Where Debian's package puts it. */
const inPackage = 'usr/bin/promtool';

/**
 * The program of Prometheus that reads what it would scrape, for the tests; nothing is installed.
 * `undefined` where there is none to be had: they then read it with a library.
 */
export async function ensurePromtool(): Promise<string | undefined> {
  const found = process.env['HYPERBOX_PROMTOOL'] ?? [`/${inPackage}`].find(existsSync);
  if (found) return found;
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  try {
    return path.join(await cached('promtool', unpack), 'promtool');
  } catch (error) {
    say(`no promtool, so metrics are read with a library only: ${String(error)}`);
    return undefined;
  }
}

async function unpack(folder: string): Promise<void> {
  say('getting promtool from the package prometheus, to read metrics with (nothing is installed)');
  const unpacked = path.join(folder, 'package');
  await unpackPackages({ packages: ['prometheus'], into: unpacked, dependencies: false });
  await rename(path.join(unpacked, inPackage), path.join(folder, 'promtool'));
  await rm(unpacked, { recursive: true });
}
