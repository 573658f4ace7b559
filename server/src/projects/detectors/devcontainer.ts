import { basename, dirname, join, posix, resolve } from 'node:path';
import { devcontainerProposal } from './devcontainer-proposal.ts';
import { parseDevcontainer, type DevcontainerRecord } from './devcontainer-record.ts';
import type { DetectedProject, Detector, Folder } from './detector.ts';

/** The places where devcontainer.json may lie (containers.dev, "devcontainer.json" location). */
const places = async (folder: Folder): Promise<readonly string[]> => {
  const found: string[] = [];
  if (folder.folders.has('.devcontainer')) {
    const inside = await folder.list('.devcontainer');
    if (inside.files.has('devcontainer.json')) found.push('.devcontainer/devcontainer.json');
    for (const name of [...inside.folders].sort()) {
      const place = posix.join('.devcontainer', name, 'devcontainer.json');
      if ((await folder.list(posix.dirname(place))).files.has('devcontainer.json')) {
        found.push(place);
      }
    }
  }
  if (folder.files.has('.devcontainer.json')) found.push('.devcontainer.json');
  return found;
};

const looksAt = (fileName: string): boolean =>
  fileName === 'devcontainer.json' || fileName === '.devcontainer.json';

const detectWhere =
  (wanted: (record: DevcontainerRecord) => boolean) =>
  async (folder: Folder): Promise<readonly DetectedProject[]> => {
    const found: DetectedProject[] = [];
    for (const place of await places(folder)) {
      const record = parseDevcontainer((await folder.read(place)) ?? '');
      if (record !== undefined && wanted(record)) found.push(project(folder, place, record));
    }
    return found;
  };

/** Development containers that a compose file describes: they come before a lone Dockerfile. */
export const devcontainerComposeDetector: Detector = {
  name: 'devcontainer-compose',
  looksAt,
  detect: detectWhere((record) => record.form === 'compose'),
};

export const devcontainerDetector: Detector = {
  name: 'devcontainer',
  looksAt,
  detect: detectWhere((record) => record.form !== 'compose'),
};

const project = (folder: Folder, place: string, record: DevcontainerRecord): DetectedProject => {
  const file = join(folder.path, place);
  const depth = place.split('/').length;
  const shared = {
    directory: folder.path,
    variant: depth > 2 ? posix.dirname(place) : '',
    source: { kind: 'devcontainer', file, form: record.form },
  } as const;
  if (record.form === 'compose') {
    const files = record.composeFiles.map((name) => resolve(dirname(file), name));
    return {
      ...shared,
      request: { directory: dirname(files[0] ?? file), files },
      // What the reference implementation calls it when the file lies in `.devcontainer`.
      fallbackName: `${basename(folder.path)}_devcontainer`,
    };
  }
  const proposal = devcontainerProposal(folder.path, place, record);
  return { ...shared, request: { directory: folder.path, files: [proposal.path] }, proposal };
};
