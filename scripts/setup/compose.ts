import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { cached } from './cache.mjs';
import { unpackPackages } from './debian.ts';
import { NeedsAction, say } from './say.mjs';

/** Where Docker's packages and Docker Desktop put it; it runs without the docker client around it. */
const places: readonly string[] = [
  path.join(homedir(), '.docker', 'cli-plugins', 'docker-compose'),
  '/usr/libexec/docker/cli-plugins/docker-compose',
  '/usr/lib/docker/cli-plugins/docker-compose',
  '/usr/local/lib/docker/cli-plugins/docker-compose',
  '/opt/homebrew/bin/docker-compose',
];

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const mirror = 'http://deb.debian.org/debian';

/** Newest first; a suite that cannot be read is passed over. */
const suites: readonly string[] = ['sid', 'trixie'];

/**
 * The program of the Compose v2 that tests and benchmarks compare with; the product itself needs none. Debian 12
 * has no package of it, but newer suites do, and the program in it is static: it is unpacked in the
 * cache, and nothing of the system changes.
 */
export async function ensureCompose(): Promise<string> {
  const found = process.env['HYPERBOX_COMPOSE'] ?? places.find((place) => existsSync(place));
  if (found) return found;
  if (!existsSync(keyring)) {
    throw new NeedsAction(
      'The tests compare with Docker Compose v2, which is not installed. Install it, on Ubuntu with:',
      'sudo apt-get install docker-compose-v2',
    );
  }
  const folder = await cached('docker-compose', unpack);
  return path.join(folder, 'docker-compose');
}

async function unpack(folder: string): Promise<void> {
  const failures: string[] = [];
  for (const suite of suites) {
    try {
      say(`getting docker-compose from Debian ${suite}, to compare with (nothing is installed)`);
      await download(folder, suite);
      return;
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(`no docker-compose from Debian:\n${failures.join('\n')}`);
}

async function download(folder: string, suite: string): Promise<void> {
  const unpacked = path.join(folder, suite);
  await unpackPackages({
    packages: ['docker-compose'],
    into: unpacked,
    dependencies: false,
    source: `deb [signed-by=${keyring}] ${mirror} ${suite} main`,
  });
  const program = path.join(unpacked, 'usr/libexec/docker/cli-plugins/docker-compose');
  await rename(program, path.join(folder, 'docker-compose'));
  await rm(unpacked, { recursive: true });
}
