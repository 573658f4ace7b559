import { sep } from 'node:path';
import type { ComposeModel } from '../compose/model.ts';
import type { DetectedProject } from './detectors/detector.ts';

interface Candidate {
  readonly detected: DetectedProject;
  readonly model: ComposeModel | undefined;
}

/**
 * Leaves out what is part of another project: a stack (`web/package.json`) inside a folder that a
 * project above it builds or mounts, and a Dockerfile or devcontainer whose folder one above builds.
 * A folder with a compose file is always a project of its own.
 */
export const withoutClaimed = <T extends Candidate>(candidates: readonly T[]): readonly T[] => {
  const claims = candidates
    // A proposal for a stack mounts its whole folder, and with it every other project of a monorepo.
    .filter((candidate) => candidate.detected.source.kind !== 'stack')
    .map((candidate) => ({
      owner: candidate.detected.directory,
      ...foldersOf(candidate.model),
    }));
  return candidates.filter(({ detected }) => {
    const own = detected.directory;
    const kind = detected.source.kind;
    if (kind === 'compose') return true;
    return !claims.some(
      ({ owner, built, mounted }) =>
        owner !== own &&
        isInside(own, owner) &&
        (built.includes(own) ||
          (kind === 'stack' && [...built, ...mounted].some((folder) => isInside(own, folder)))),
    );
  });
};

const foldersOf = (
  model: ComposeModel | undefined,
): { readonly built: readonly string[]; readonly mounted: readonly string[] } => {
  const services = Object.values({ ...model?.disabledServices, ...model?.services });
  return {
    built: services.flatMap((service) => service.build?.context ?? []),
    mounted: services.flatMap((service) =>
      (service.volumes ?? []).flatMap((mount) =>
        mount.type === 'bind' && mount.source !== undefined ? [mount.source] : [],
      ),
    ),
  };
};

/** Whether a path is a folder or lies anywhere in it. */
export const isInside = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
