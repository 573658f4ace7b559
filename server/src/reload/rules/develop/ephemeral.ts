import { parseDockerignore } from '../../../engines/dockerignore.ts';

/**
 * What never counts, whatever `develop.watch` says: the repository's own data, and files that editors
 * and tools make for a moment. The names are those that docker compose leaves out; it means `.git`
 * too, but looks for it at the root of the disk only.
 */
const rules = parseDockerignore(
  [
    '**/.git',
    '**/*___jb_old___',
    '**/*___jb_tmp___',
    '**/.idea/**',
    '**/.#*',
    '**/#*#',
    '**/4913',
    '**/*~',
    '**/.*.swp',
    '**/.*.swx',
    '**/.*.swo',
    '**/.*.swn',
    '**/.*.kate-swp',
    '**/*-go-tmp-umask',
  ].join('\n'),
);

/** By the path within what is watched. */
export const isEphemeral = (path: string): boolean => rules.ignores(path);
