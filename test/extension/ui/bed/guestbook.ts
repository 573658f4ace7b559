import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureImages } from '../../../../scripts/setup/images.ts';
import { freePort } from '../../../../scripts/setup/vscode-server.ts';
import { testEndpoint } from '../../../support/engine.ts';
import { removeProject } from './docker.ts';
import { projectOfShots } from './shots.ts';

const example = fileURLToPath(new URL('../../../../examples/guestbook', import.meta.url));

/** A copy of the example that is nobody else's: its own folder, project name and port. */
export interface Guestbook {
  readonly folder: string;
  readonly project: string;
  readonly port: number;
  file(...parts: string[]): string;
  dispose(): Promise<void>;
}

export const copyGuestbook = async (project: string): Promise<Guestbook> => {
  const parent = await mkdtemp(path.join(tmpdir(), 'hyperbox ui '));
  const folder = path.join(parent, 'guestbook');
  await cp(example, folder, { recursive: true });
  await writeFile(path.join(folder, '.env'), `COMPOSE_PROJECT_NAME=${project}\n`);
  // In a picture it is the one that everybody knows.
  const port = projectOfShots === undefined ? await freePort() : 8080;
  const file = path.join(folder, 'compose.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace("'8080:8080'", `'${String(port)}:8080'`));
  await ensureImages(folder, testEndpoint.address);
  await removeProject(project);
  return {
    folder,
    project,
    port,
    file: (...parts) => path.join(folder, ...parts),
    dispose: async () => {
      await removeProject(project);
      await rm(parent, { recursive: true, force: true });
    },
  };
};
