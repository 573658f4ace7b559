import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { debianProgram } from './debian-program.ts';

/** Where Docker's packages and Docker Desktop put it; it runs without the docker client around it. */
const places: readonly string[] = [
  path.join(homedir(), '.docker', 'cli-plugins', 'docker-buildx'),
  '/usr/libexec/docker/cli-plugins/docker-buildx',
  '/usr/lib/docker/cli-plugins/docker-buildx',
  '/usr/local/lib/docker/cli-plugins/docker-buildx',
];

/** The docker CLI's plugin that the tests of BuildKit build with. */
export async function ensureBuildx(): Promise<string> {
  const found = process.env['HYPERBOX_BUILDX'] ?? places.find((place) => existsSync(place));
  if (found) return found;
  return debianProgram({
    name: 'docker-buildx',
    inPackage: 'usr/libexec/docker/cli-plugins/docker-buildx',
    why: 'to build with BuildKit',
    otherwise: 'sudo apt-get install docker-buildx',
  });
}
