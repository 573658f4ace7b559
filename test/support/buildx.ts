import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The docker CLI's buildx plugin of the test machine, set up by `scripts/setup/buildx.ts`. */
export const buildxProgram = process.env['HYPERBOX_BUILDX'];

/** A folder for `DOCKER_CONFIG` with that plugin in it. */
export const makeBuildxConfig = async (): Promise<{
  readonly folder: string;
  dispose(): Promise<void>;
}> => {
  if (buildxProgram === undefined) throw new Error('HYPERBOX_BUILDX names no docker-buildx.');
  const folder = await mkdtemp(join(tmpdir(), 'hyperbox-docker-config-'));
  await mkdir(join(folder, 'cli-plugins'));
  await symlink(buildxProgram, join(folder, 'cli-plugins', 'docker-buildx'));
  return { folder, dispose: () => rm(folder, { recursive: true, force: true }) };
};
