import type { FixCase } from './case.ts';

const built = (more: string): string => `services:\n  web:\n    build:\n      context: .\n${more}`;

export const buildCases: readonly FixCase[] = [
  {
    code: 'build-target-missing',
    title: 'Change to `dev`',
    files: { Dockerfile: 'FROM scratch AS base\nFROM base AS dev\n' },
    before: built('      target: dve\n'),
    after: built('      target: dev\n'),
  },
  {
    code: 'build-target-missing',
    title: 'Change to `base`',
    before: built('      dockerfile_inline: FROM scratch AS base\n      target: other\n'),
    after: built('      dockerfile_inline: FROM scratch AS base\n      target: base\n'),
  },
  {
    code: 'build-arg-unknown',
    title: 'Change to `VERSION`',
    files: { Dockerfile: 'ARG VERSION\nFROM scratch\n' },
    before: built('      args: { VERISON: 1 }\n'),
    after: built('      args: { VERSION: 1 }\n'),
  },
  {
    code: 'build-arg-unknown',
    title: 'Change to `VERSION`',
    files: { Dockerfile: 'ARG VERSION\nFROM scratch\n' },
    before: built('      args: ["VERISON=1"]\n'),
    after: built('      args: ["VERSION=1"]\n'),
  },
  {
    code: 'dockerfile-missing',
    title: 'Create web.dockerfile',
    before: built('      dockerfile: web.dockerfile\n'),
    after: built('      dockerfile: web.dockerfile\n'),
    makes: { 'web.dockerfile': 'FROM scratch\n' },
  },
  {
    code: 'dockerfile-missing',
    title: 'Create Dockerfile',
    before: 'services:\n  web:\n    build: .\n',
    after: 'services:\n  web:\n    build: .\n',
    makes: { Dockerfile: 'FROM scratch\n' },
  },
  {
    code: 'dockerfile-missing',
    title: 'Create Dockerfile',
    before: built(''),
    after: built(''),
    makes: { Dockerfile: 'FROM scratch\n' },
  },
];
