import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ProjectItem } from '#shared/protocol/projects';
import { HyperBoxError, messageOf } from '../base/error.ts';
import type { LoadCompose, LoadResult } from '../compose/load-contract.ts';
import type { DetectedProject } from './detectors/detector.ts';

export interface LoadSetting {
  readonly loadCompose: LoadCompose;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Loads a detected project's model. Never rejects: what goes wrong becomes a finding. */
export const loadDetected = async (
  setting: LoadSetting,
  detected: DetectedProject,
  profiles: readonly string[] | undefined,
): Promise<LoadResult> => {
  const load = (projectName: string | undefined): Promise<LoadResult> =>
    setting.loadCompose(
      {
        ...detected.request,
        ...(projectName !== undefined && { projectName }),
        ...(profiles !== undefined && { profiles }),
        environment: environmentFor(setting.environment),
      },
      readerFor(detected),
    );
  try {
    const result = await load(detected.request.projectName);
    const needsName =
      detected.fallbackName !== undefined &&
      basename(detected.request.directory) === '.devcontainer' &&
      // What every project in such a folder would be called, unless it says a name itself.
      result.model?.name === 'devcontainer';
    return needsName ? await load(projectNameOf(detected.fallbackName)) : result;
  } catch (error) {
    return failed(detected, error);
  }
};

/**
 * A COMPOSE_FILE that the editor was started with would make all projects of the workspace the same
 * one; the one in a project's own `.env` counts.
 */
const environmentFor = (
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'COMPOSE_FILE',
    ),
  );

/** A project that is known by labels: they name files, which may be gone or on another machine. */
export const loadRunning = async (
  setting: LoadSetting,
  item: ProjectItem,
  profiles: readonly string[] | undefined,
): Promise<LoadResult> => {
  const files = item.source.kind === 'running' ? item.source.files : [];
  const found = await Promise.all(files.map((file) => stat(file).catch(() => undefined)));
  if (files.length === 0 || found.includes(undefined)) {
    throw new HyperBoxError(
      'not-found',
      `The compose files of project ${item.name} are not here any more.`,
      { hint: 'Its containers can still be stopped, restarted and removed.' },
    );
  }
  return setting.loadCompose({
    directory: item.directory,
    files,
    projectName: item.name,
    environment: environmentFor(setting.environment),
    ...(profiles !== undefined && { profiles }),
  });
};

const readerFor = ({
  proposal,
}: DetectedProject): ((path: string) => Promise<string>) | undefined =>
  proposal === undefined
    ? undefined
    : (path) => (path === proposal.path ? Promise.resolve(proposal.text) : readFile(path, 'utf8'));

const failed = (detected: DetectedProject, error: unknown): LoadResult => {
  const path = declaringFile(detected);
  const start = { line: 0, character: 0 };
  return {
    findings: [
      {
        code: 'load-failed',
        severity: 'error',
        message: `${path} could not be read: ${messageOf(error)}`,
        range: { path, start, end: start },
      },
    ],
    inputs: [path],
    locate: () => undefined,
  };
};

/** The file that a person would open to see why this is a project. */
export const declaringFile = ({ source, directory }: DetectedProject): string =>
  'file' in source ? source.file : (source.files[0] ?? directory);

/** How compose makes a project name of any text. */
export const projectNameOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '') || 'project';

/** What the files of a load looked like, to tell later whether it still holds. */
export type Stamp = ReadonlyMap<string, string>;

/** `startedAtMs`: when the load began; what was written since then may or may not have been seen. */
export const stampOf = async (paths: Iterable<string>, startedAtMs: number): Promise<Stamp> => {
  const entries = await Promise.all(
    [...new Set(paths)].map(async (path): Promise<[string, string]> => {
      const found = await stat(path).catch(() => undefined);
      if (found === undefined) return [path, 'absent'];
      // File systems keep times a little coarser than the clock.
      const racy = found.mtimeMs >= startedAtMs - 10;
      return [path, racy ? 'unsure' : `${found.mtimeMs}:${found.size}:${found.ino}`];
    }),
  );
  return new Map(entries);
};

export const stillHolds = async (stamp: Stamp): Promise<boolean> => {
  const now = await stampOf(stamp.keys(), Infinity);
  return [...stamp].every(([path, text]) => text !== 'unsure' && now.get(path) === text);
};

/** Files whose coming or going changes what a load says, though it may not have read them. */
export const watchedFiles = (detected: DetectedProject, loaded: LoadResult): readonly string[] => [
  ...loaded.inputs,
  ...('file' in detected.source ? [detected.source.file] : detected.source.files),
  join(detected.request.directory, '.env'),
  ...loaded.inputs.map((file) => join(dirname(file), '.env')),
];
