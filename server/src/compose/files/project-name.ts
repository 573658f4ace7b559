import { basename } from 'node:path';

/** What is left of a name when everything that a project name may not hold is taken out. */
export const normalizeProjectName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');

export const projectNameOfFolder = (folder: string): string =>
  normalizeProjectName(basename(folder));

export const invalidProjectName = (name: string): string =>
  `invalid project name ${JSON.stringify(name)}: must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number`;
