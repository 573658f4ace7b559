import type { Described } from '../compose/catalog/described.ts';

const page = 'https://containers.dev/implementors/json_reference/';

/** What is said of devcontainer.json because of the files that it names. */
export const devcontainerFindings = {
  composeFile: {
    code: 'devcontainer-compose-file-missing',
    severity: 'error',
    summary: 'A compose file that devcontainer.json names is not there.',
    url: `${page}#compose-specific`,
  },
  service: {
    code: 'devcontainer-service-unknown',
    severity: 'error',
    summary: 'A service that devcontainer.json names is in none of its compose files.',
    url: `${page}#compose-specific`,
  },
  dockerfile: {
    code: 'devcontainer-dockerfile-missing',
    severity: 'error',
    summary: 'A Dockerfile that devcontainer.json names is not there.',
    url: `${page}#image-specific`,
  },
  context: {
    code: 'devcontainer-context-missing',
    severity: 'error',
    summary: 'A build context that devcontainer.json names is not there.',
    url: `${page}#image-specific`,
  },
  target: {
    code: 'devcontainer-target-unknown',
    severity: 'error',
    summary: 'A build target in devcontainer.json that is no stage of its Dockerfile.',
    url: `${page}#image-specific`,
  },
  folder: {
    code: 'devcontainer-folder-not-mounted',
    severity: 'hint',
    summary: 'The workspace folder of devcontainer.json is in no mount of its service.',
    url: `${page}#compose-specific`,
  },
} as const satisfies Record<string, Described>;
