import type { DifferentialCase } from '../cases.ts';

const project = (
  name: string,
  text: string,
  files: Readonly<Record<string, string>> = {},
): DifferentialCase => ({ id: `extends: ${name}`, files: { 'compose.yaml': text, ...files } });

const base = {
  'sub/base.yaml':
    'services: { b: { image: x, build: ./c, env_file: ./e.env, volumes: [./v:/v] }, c: { extends: b, tty: true } }\n',
  'sub/e.env': 'A=1\n',
};

export const extendsProjects: readonly DifferentialCase[] = [
  project('short', 'services: { a: { extends: b, tty: true }, b: { image: x, init: true } }\n'),
  project('long', 'services: { a: { extends: { service: b } }, b: { image: x } }\n'),
  project(
    'a chain',
    'services: { a: { extends: b }, b: { extends: c, tty: true }, c: { image: x, init: true } }\n',
  ),
  project('a missing service', 'services: { a: { extends: b, image: x } }\n'),
  project('itself', 'services: { a: { extends: a, image: x } }\n'),
  project('a cycle', 'services: { a: { extends: b }, b: { extends: c }, c: { extends: a } }\n'),
  project(
    'another file',
    'services: { a: { extends: { file: sub/base.yaml, service: b } } }\n',
    base,
  ),
  project(
    'a chain through another file',
    'services: { a: { extends: { file: sub/base.yaml, service: c } } }\n',
    base,
  ),
  project(
    'a missing file',
    'services: { a: { image: x, extends: { file: none.yaml, service: b } } }\n',
  ),
  project(
    'a missing service of a file',
    'services: { a: { image: x, extends: { file: sub/base.yaml, service: z } } }\n',
    base,
  ),
  project(
    'a file without services',
    'services: { a: { image: x, extends: { file: n.yaml, service: b } } }\n',
    { 'n.yaml': 'x-a: 1\n' },
  ),
  project(
    'a file whose services are a list',
    'services: { a: { image: x, extends: { file: n.yaml, service: b } } }\n',
    { 'n.yaml': 'services: [b]\n' },
  ),
  project('no service', 'services: { a: { image: x, extends: { file: sub/base.yaml } } }\n', base),
  project('null', 'services: { a: { image: x, extends: null } }\n'),
  project('a list', 'services: { a: { image: x, extends: [b] }, b: { image: y } }\n'),
  project(
    'an unknown key',
    'services: { a: { image: x, extends: { service: b, unknown: 1 } }, b: { image: y } }\n',
  ),
  project('a cycle through files', 'services: { a: { extends: { file: n.yaml, service: b } } }\n', {
    'n.yaml': 'services: { b: { extends: { file: compose.yaml, service: a } } }\n',
  }),
  project(
    'its own file by name',
    'services: { a: { extends: { file: compose.yaml, service: b } }, b: { image: x } }\n',
  ),
  project(
    'depends_on is inherited',
    'services: { a: { extends: b }, b: { image: x, depends_on: [c] }, c: { image: y } }\n',
  ),
  project(
    'a missing dependency is inherited',
    'services: { a: { extends: { file: n.yaml, service: b } } }\n',
    { 'n.yaml': 'services: { b: { image: x, depends_on: [c] }, c: { image: y } }\n' },
  ),
  project(
    'links, volumes_from and modes are inherited',
    'services: { a: { extends: b }, b: { image: x, links: [c], volumes_from: [c], ipc: "service:c" }, c: { image: y } }\n',
  ),
  project(
    'a missing volume is inherited',
    'services: { a: { extends: { file: n.yaml, service: b } } }\n',
    { 'n.yaml': 'services: { b: { image: x, volumes: ["v:/v"] } }\nvolumes: { v: }\n' },
  ),
  project(
    'a variable in file and service',
    'services: { a: { extends: { file: "${UNSET-sub}/base.yaml", service: "${UNSET-b}" } } }\n',
    base,
  ),
  project(
    'resets of inherited values',
    'services: { a: { extends: b, ports: !reset [], environment: !override { B: 2 } }, b: { image: x, ports: ["80:80"], environment: { A: 1 } } }\n',
  ),
  project(
    'resets in the base file',
    'services: { a: { extends: { file: n.yaml, service: b } } }\n',
    { 'n.yaml': 'services: { b: { image: x, ports: !reset ["80"], tty: !override true } }\n' },
  ),
  project(
    'an override file extends',
    'services: { a: { image: x }, b: { image: y, tty: true } }\n',
    { 'compose.override.yaml': 'services: { a: { extends: b } }\n' },
  ),
  project(
    'an override file changes the base',
    'services: { a: { extends: b }, b: { image: y } }\n',
    { 'compose.override.yaml': 'services: { b: { tty: true } }\n' },
  ),
  project(
    'an anchor as base',
    'x-b: &b { image: x, labels: { a: "1" } }\nservices: { a: { <<: *b, extends: c }, c: { image: z, labels: { b: "2" } } }\n',
  ),
  project(
    'profiles are inherited',
    'services: { a: { extends: b }, b: { image: x, profiles: [p] } }\n',
  ),
  project(
    'container_name is inherited',
    'services: { a: { extends: b }, b: { image: x, container_name: mine } }\n',
  ),
  project(
    'an invalid attribute of the base',
    'services: { a: { extends: { file: n.yaml, service: b } } }\n',
    { 'n.yaml': 'services: { b: { image: x, imagee: y } }\n' },
  ),
  project(
    'an invalid neighbour of the base',
    'services: { a: { extends: { file: n.yaml, service: b } } }\n',
    { 'n.yaml': 'services: { b: { image: x }, z: { imagee: y } }\n' },
  ),
  project(
    'several documents in the base file',
    'services: { a: { extends: { file: n.yaml, service: b } } }\n',
    { 'n.yaml': 'services: { b: { image: x } }\n---\nservices: { b: { tty: true } }\n' },
  ),
];
