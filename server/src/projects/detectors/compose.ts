import { delimiter, resolve } from 'node:path';
import type { Detector, Folder } from './detector.ts';

/** In the order in which compose looks for them. */
export const composeFileNames = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
] as const;
const overrideFileNames = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
] as const;
const names: ReadonlySet<string> = new Set([...composeFileNames, ...overrideFileNames, '.env']);

/** A folder with a compose file of a standard name, or whose `.env` names others by COMPOSE_FILE. */
export const composeDetector: Detector = {
  name: 'compose',
  looksAt: (fileName) => names.has(fileName),
  async detect(folder) {
    const files = (await namedFiles(folder)) ?? standardFiles(folder);
    if (files.length === 0) return [];
    return [
      {
        directory: folder.path,
        variant: '',
        source: { kind: 'compose', files },
        // No files here: the loader applies compose's own order, and says what it thinks of it.
        request: { directory: folder.path },
      },
    ];
  },
};

const standardFiles = (folder: Folder): readonly string[] => {
  const found = [composeFileNames, overrideFileNames]
    .map((candidates) => candidates.find((name) => folder.files.has(name)))
    .filter((name) => name !== undefined);
  // An override without a base is no project.
  return composeFileNames.some((name) => folder.files.has(name))
    ? found.map((name) => resolve(folder.path, name))
    : [];
};

const namedFiles = async (folder: Folder): Promise<readonly string[] | undefined> => {
  if (!folder.files.has('.env')) return undefined;
  const text = (await folder.read('.env')) ?? '';
  const value = variable(text, 'COMPOSE_FILE');
  if (value === undefined || value === '') return undefined;
  const separator = variable(text, 'COMPOSE_PATH_SEPARATOR') ?? delimiter;
  return value
    .split(separator)
    .filter((file) => file !== '')
    .map((file) => resolve(folder.path, file));
};

const variable = (text: string, name: string): string | undefined => {
  const line = new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=\\s*(.*?)\\s*$`, 'm').exec(text)?.[1];
  if (line === undefined) return undefined;
  return (/^(["'])(.*?)\1/.exec(line)?.[2] ?? line.replace(/\s+#.*$/, '')).trim();
};
