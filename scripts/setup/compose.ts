import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { debianProgram } from './debian-program.ts';

/** Where Docker's packages and Docker Desktop put it; it runs without the docker client around it. */
const places: readonly string[] = [
  path.join(homedir(), '.docker', 'cli-plugins', 'docker-compose'),
  '/usr/libexec/docker/cli-plugins/docker-compose',
  '/usr/lib/docker/cli-plugins/docker-compose',
  '/usr/local/lib/docker/cli-plugins/docker-compose',
  '/opt/homebrew/bin/docker-compose',
];

/** The Compose v2 that tests and benchmarks compare with; the product itself needs none. */
export async function ensureCompose(): Promise<string> {
  const found = process.env['HYPERBOX_COMPOSE'] ?? places.find((place) => existsSync(place));
  if (found) return found;
  return debianProgram({
    name: 'docker-compose',
    inPackage: 'usr/libexec/docker/cli-plugins/docker-compose',
    why: 'to compare with',
    otherwise: 'sudo apt-get install docker-compose-v2',
  });
}
