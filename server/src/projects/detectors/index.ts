import { composeDetector } from './compose.ts';
import type { DetectedProject, Detector, Folder } from './detector.ts';
import { devcontainerComposeDetector, devcontainerDetector } from './devcontainer.ts';
import { dockerfileDetector } from './dockerfile.ts';
import { stackDetector } from './stacks/index.ts';

/** In order of precedence: in one folder, the first that finds something decides. */
export const detectors: readonly Detector[] = [
  composeDetector,
  devcontainerComposeDetector,
  dockerfileDetector,
  devcontainerDetector,
  stackDetector,
];

export const detectProjects = async (
  folder: Folder,
  table: readonly Detector[] = detectors,
): Promise<readonly DetectedProject[]> => {
  const names = [...folder.files];
  for (const detector of table) {
    // Most folders hold nothing of interest; hidden folders such as .devcontainer count as well.
    if (!names.some(detector.looksAt) && !folder.folders.has('.devcontainer')) continue;
    const found = await detector.detect(folder);
    if (found.length > 0) return found;
  }
  return [];
};
