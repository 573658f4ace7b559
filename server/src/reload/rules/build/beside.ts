import { basename } from 'node:path';
import { bindMounts } from '../binds/mounts.ts';
import type { Around } from '../input.ts';
import { isInside } from '../paths.ts';

/** What these ask for is installed beside them: `node_modules`, `vendor`. */
const names =
  /^(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-(?:lock|workspace)\.yaml|bun\.lockb?|\.npmrc|\.yarnrc(?:\.yml)?|composer\.(?:json|lock))$/;

/**
 * Whether a new image would be of no use for a changed file: what is installed by it lies in the
 * folder that is mounted over the image's, on the host or in a volume that a new container keeps.
 */
export const isInstalledInMount = (around: Around, file: string): boolean =>
  names.test(basename(file)) &&
  bindMounts(around).some(({ source }) => source !== file && isInside(file, source));
