import type { Described } from '../../compose/catalog/described.ts';

const page = 'https://docs.docker.com/reference/dockerfile/';

/** What is said of Dockerfiles because of the projects that they belong to. */
export const dockerfileFindings = {
  missing: {
    code: 'copy-source-missing',
    severity: 'warning',
    summary: 'A Dockerfile copies something that is not in the context of its build.',
    url: `${page}#copy`,
  },
  ignored: {
    code: 'copy-source-ignored',
    severity: 'warning',
    summary: 'A Dockerfile copies something that .dockerignore keeps out of the context.',
    url: 'https://docs.docker.com/build/concepts/context/#dockerignore-files',
  },
  outside: {
    code: 'copy-source-outside',
    severity: 'warning',
    summary: 'A Dockerfile copies something from outside of the context of its build.',
    url: `${page}#copy`,
  },
  stage: {
    code: 'copy-stage-unknown',
    severity: 'warning',
    summary: 'A Dockerfile copies from a name that is almost that of a stage.',
    url: `${page}#copy---from`,
  },
} as const satisfies Record<string, Described>;
