import type { DifferentialCase } from '../cases.ts';

const app = 'services: { app: { image: "x:${TAG-none}" } }\n';
const named = (name: string): string => `name: ${name}\n${app}`;

/** Which files are read, which variables win, and what the project is called. */
export const fileProjects: readonly DifferentialCase[] = [
  { id: 'files: compose.yml', files: { 'compose.yml': app } },
  { id: 'files: docker-compose.yaml', files: { 'docker-compose.yaml': app } },
  { id: 'files: none', files: {} },
  {
    id: 'files: of two names one is taken',
    files: { 'compose.yaml': app, 'docker-compose.yml': 'services: { b: { image: y } }\n' },
  },
  {
    id: 'files: in a parent folder',
    files: { 'compose.yaml': app, 'a/b/c': '' },
    directory: 'a/b',
  },
  {
    id: 'files: override',
    files: { 'compose.yaml': app, 'compose.override.yml': 'services: { app: { tty: true } }\n' },
  },
  {
    id: 'files: docker-compose.override.yml for compose.yaml',
    files: {
      'compose.yaml': app,
      'docker-compose.override.yml': 'services: { app: { tty: true } }\n',
    },
  },
  {
    id: 'files: no override when files are named',
    files: { 'compose.yaml': app, 'compose.override.yml': 'services: { app: { tty: true } }\n' },
    use: ['compose.yaml'],
  },
  {
    id: 'files: COMPOSE_FILE',
    files: { 'a.yaml': app, 'b.yaml': 'services: { app: { tty: true } }\n' },
    environment: { COMPOSE_FILE: 'a.yaml:b.yaml' },
  },
  {
    id: 'files: COMPOSE_FILE in .env with a separator',
    files: {
      '.env': 'COMPOSE_FILE=a.yaml;b.yaml\nCOMPOSE_PATH_SEPARATOR=;\n',
      'a.yaml': app,
      'b.yaml': 'services: { app: { tty: true } }\n',
    },
  },
  { id: 'files: one that is missing', files: {}, use: ['none.yaml'] },
  { id: 'files: in another folder', files: { 'other/c.yaml': app }, use: ['other/c.yaml'] },
  { id: 'env: .env', files: { 'compose.yaml': app, '.env': 'TAG=1\n' } },
  {
    id: 'env: the process wins',
    files: { 'compose.yaml': app, '.env': 'TAG=1\n' },
    environment: { TAG: '2' },
  },
  {
    id: 'env: --env-file instead of .env',
    files: { 'compose.yaml': app, '.env': 'TAG=1\n', 'x.env': 'OTHER=1\n' },
    envFiles: ['x.env'],
  },
  {
    id: 'env: several --env-file',
    files: { 'compose.yaml': app, 'x.env': 'TAG=1\nA=1\n', 'y.env': 'TAG=${A}-2\n' },
    envFiles: ['x.env', 'y.env'],
  },
  { id: 'env: --env-file is missing', files: { 'compose.yaml': app }, envFiles: ['none.env'] },
  { id: 'env: .env is a folder', files: { 'compose.yaml': app, '.env/x': '' } },
  {
    id: 'env: .env beside the named file',
    files: { 'sub/c.yaml': app, '.env': 'TAG=1\n', 'sub/.env': 'TAG=2\n' },
    use: ['sub/c.yaml'],
  },
  {
    id: 'env: PWD and the project name are variables',
    files: { 'compose.yaml': 'services: { app: { image: "${COMPOSE_PROJECT_NAME}" } }\n' },
  },
  { id: 'name: written', files: { 'compose.yaml': named('mine') } },
  { id: 'name: normalized', files: { 'compose.yaml': named('"My Project!"') } },
  { id: 'name: of a variable', files: { 'compose.yaml': named('"${TAG:-a}-b"') } },
  { id: 'name: a number', files: { 'compose.yaml': named('5') } },
  { id: 'name: a number in quotes', files: { 'compose.yaml': named('"5"') } },
  { id: 'name: empty', files: { 'compose.yaml': named('""') } },
  { id: 'name: only signs', files: { 'compose.yaml': named('"---"') } },
  { id: 'name: asked for', files: { 'compose.yaml': named('mine') }, projectName: 'other' },
  { id: 'name: asked for and wrong', files: { 'compose.yaml': app }, projectName: 'Not Good' },
  {
    id: 'name: COMPOSE_PROJECT_NAME',
    files: { 'compose.yaml': named('mine') },
    environment: { COMPOSE_PROJECT_NAME: 'env' },
  },
  {
    id: 'name: COMPOSE_PROJECT_NAME is wrong',
    files: { 'compose.yaml': app },
    environment: { COMPOSE_PROJECT_NAME: 'A B' },
  },
  {
    id: 'name: the last one wins',
    files: { 'compose.yaml': named('a'), 'compose.override.yaml': 'name: b\n' },
  },
  {
    id: 'profiles: one',
    files: {
      'compose.yaml':
        'services: { a: { image: x, profiles: [p] }, b: { image: y, profiles: [q] }, c: { image: z } }\n',
    },
    profiles: ['p'],
  },
  {
    id: 'profiles: all',
    files: { 'compose.yaml': 'services: { a: { image: x, profiles: [p] } }\n' },
    profiles: ['*'],
  },
  {
    id: 'profiles: COMPOSE_PROFILES',
    files: {
      'compose.yaml':
        'services: { a: { image: x, profiles: [p] }, b: { image: y, profiles: [q] } }\n',
      '.env': 'COMPOSE_PROFILES=p,q\n',
    },
  },
  {
    id: 'profiles: one that nobody has',
    files: { 'compose.yaml': app },
    profiles: ['nobody'],
  },
  {
    id: 'profiles: a wrong service that is not active',
    files: { 'compose.yaml': 'services: { a: { image: x }, b: { profiles: [p] } }\n' },
  },
];
