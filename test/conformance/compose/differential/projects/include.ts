import type { DifferentialCase } from '../cases.ts';

const inner =
  'services:\n  inner:\n    image: "i:${TAG-none}"\n    build: ./ctx\n    env_file: [{ path: in.env, required: false }]\n    volumes: [./data:/data]\n';

const project = (
  name: string,
  files: Readonly<Record<string, string>>,
  more: Partial<DifferentialCase> = {},
): DifferentialCase => ({ id: `include: ${name}`, files, ...more });

export const includeProjects: readonly DifferentialCase[] = [
  project('short', { 'compose.yaml': 'include: [sub/c.yaml]\n', 'sub/c.yaml': inner }),
  project('long', { 'compose.yaml': 'include: [{ path: sub/c.yaml }]\n', 'sub/c.yaml': inner }),
  project('project_directory', {
    'compose.yaml': 'include: [{ path: sub/c.yaml, project_directory: other }]\n',
    'sub/c.yaml': inner,
    'other/in.env': 'A=1\n',
  }),
  project('several paths merge', {
    'compose.yaml': 'include: [{ path: [sub/c.yaml, over.yaml] }]\n',
    'sub/c.yaml': inner,
    'over.yaml': 'services: { inner: { tty: true, volumes: [./more:/more] } }\n',
  }),
  project('its own .env', {
    'compose.yaml': 'include: [sub/c.yaml]\n',
    'sub/c.yaml': inner,
    'sub/.env': 'TAG=own\n',
  }),
  project('the outer .env wins', {
    'compose.yaml': 'include: [sub/c.yaml]\n',
    'sub/c.yaml': inner,
    '.env': 'TAG=outer\n',
    'sub/.env': 'TAG=own\n',
  }),
  project('env_file', {
    'compose.yaml': 'include: [{ path: sub/c.yaml, env_file: x.env }]\n',
    'sub/c.yaml': inner,
    'x.env': 'TAG=x\n',
    'sub/.env': 'TAG=own\n',
  }),
  project('several env_file', {
    'compose.yaml': 'include: [{ path: sub/c.yaml, env_file: [x.env, y.env] }]\n',
    'sub/c.yaml': inner,
    'x.env': 'TAG=x\nB=1\n',
    'y.env': 'TAG=y${B}\n',
  }),
  project('env_file /dev/null', {
    'compose.yaml': 'include: [{ path: sub/c.yaml, env_file: /dev/null }]\n',
    'sub/c.yaml': inner,
  }),
  project('a missing env_file', {
    'compose.yaml': 'include: [{ path: sub/c.yaml, env_file: none.env }]\n',
    'sub/c.yaml': inner,
  }),
  project('a folder as env_file', {
    'compose.yaml': 'include: [{ path: sub/c.yaml, env_file: sub }]\n',
    'sub/c.yaml': inner,
  }),
  project('a missing file', { 'compose.yaml': 'include: [none.yaml]\n' }),
  project('a folder', { 'compose.yaml': 'include: [sub]\n' }),
  project('text', { 'compose.yaml': 'include: sub/c.yaml\n', 'sub/c.yaml': inner }),
  project('a mapping', { 'compose.yaml': 'include: { path: sub/c.yaml }\n', 'sub/c.yaml': inner }),
  project('null', { 'compose.yaml': 'include:\nservices: { a: { image: x } }\n' }),
  project('an empty list', { 'compose.yaml': 'include: []\nservices: { a: { image: x } }\n' }),
  project('an item that is null', {
    'compose.yaml': 'include: [null]\nservices: { a: { image: x } }\n',
  }),
  project('an item that is a number', { 'compose.yaml': 'include: [5]\n' }),
  project('an item without a path', {
    'compose.yaml': 'include: [{ env_file: a.env }]\nservices: { a: { image: x } }\n',
  }),
  project('an unknown key in an item', {
    'compose.yaml': 'include: [{ path: sub/c.yaml, unknown: 1 }]\n',
    'sub/c.yaml': inner,
  }),
  project('a variable in the path', {
    'compose.yaml': 'include: ["${UNSET-sub}/c.yaml"]\n',
    'sub/c.yaml': inner,
  }),
  project('a cycle', {
    'compose.yaml': 'include: [b.yaml]\n',
    'b.yaml': 'include: [compose.yaml]\n',
  }),
  project('itself', { 'compose.yaml': 'include: [compose.yaml]\n' }),
  project('of an include', {
    'compose.yaml': 'include: [sub/c.yaml]\n',
    'sub/c.yaml': `include: [deep/d.yaml]\n${inner}`,
    'sub/deep/d.yaml': 'services: { deep: { image: d, volumes: [./x:/x] } }\n',
  }),
  project('the same file twice', {
    'compose.yaml': 'include: [sub/c.yaml, sub/c.yaml]\n',
    'sub/c.yaml': inner,
  }),
  project('the same service, equal', {
    'compose.yaml': 'include: [b.yaml]\nservices: { a: { image: x } }\n',
    'b.yaml': 'services: { a: { image: x } }\n',
  }),
  project('depends on what is included', {
    'compose.yaml': 'include: [sub/c.yaml]\nservices: { a: { image: x, depends_on: [inner] } }\n',
    'sub/c.yaml': inner,
  }),
  project('needs what the outer one has', {
    'compose.yaml': 'include: [b.yaml]\nservices: { a: { image: x } }\nnetworks: { n: }\n',
    'b.yaml': 'services: { b: { image: y, depends_on: [a], networks: [n] } }\n',
  }),
  project('resources', {
    'compose.yaml': 'include: [sub/c.yaml]\n',
    'sub/c.yaml':
      'services: { a: { image: x, networks: [n], volumes: ["v:/v"], secrets: [s], configs: [c] } }\nnetworks: { n: { driver: bridge } }\nvolumes: { v: { driver: local } }\nsecrets: { s: { file: ./s } }\nconfigs: { c: { file: ./c } }\n',
  }),
  project('a name in the included file', {
    'compose.yaml': 'name: outer\ninclude: [b.yaml]\n',
    'b.yaml': 'name: inner\nservices: { b: { image: y } }\n',
  }),
  project('extensions of the included file', {
    'compose.yaml': 'include: [b.yaml]\n',
    'b.yaml': 'x-b: 1\nservices: { b: { image: y, x-c: 1 } }\n',
  }),
  project('in an override file', {
    'compose.yaml': 'services: { a: { image: x } }\n',
    'compose.override.yaml': 'include: [b.yaml]\n',
    'b.yaml': 'services: { b: { image: y } }\n',
  }),
  project('an override of what is included', {
    'compose.yaml': 'include: [b.yaml]\n',
    'compose.override.yaml': 'services: { b: { tty: true } }\n',
    'b.yaml': 'services: { b: { image: y } }\n',
  }),
  project('extends within the included file', {
    'compose.yaml': 'include: [sub/b.yaml]\n',
    'sub/b.yaml': 'services: { b: { extends: { file: c.yaml, service: c } } }\n',
    'sub/c.yaml': 'services: { c: { image: y, build: ./z } }\n',
  }),
  project('an absolute project_directory that is missing', {
    'compose.yaml': 'include: [{ path: sub/c.yaml, project_directory: /none }]\n',
    'sub/c.yaml': inner,
  }),
];
