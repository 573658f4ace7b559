import { busyboxTag } from '../support/engine.ts';

/** One of the six services, and where what is edited has to be in its container. */
export interface SoakService {
  readonly name: string;
  /** In the workspace: where files are edited. */
  readonly folder: string;
  readonly target: string;
  /** Lines of the compose file. */
  readonly definition: string;
  /** Files beside the edited ones, which stay as they are. */
  readonly files?: Readonly<Record<string, string>>;
  /** A file that its rules keep out. */
  readonly ignored?: string;
  /** A change of a file starts a container of it. */
  readonly restarts: boolean;
}

const image = `image: ${busyboxTag}`;

/** Each way in which a change can come into a container. */
export const services: readonly SoakService[] = [
  {
    name: 'copied',
    folder: 'copied',
    target: '/app',
    definition: `${image}
    develop:
      watch:
        - { action: sync, path: ./copied, target: /app, initial_sync: true, ignore: ['*.skip', skipped/] }`,
    ignored: 'some.skip',
    restarts: false,
  },
  {
    name: 'restarted',
    folder: 'restarted',
    target: '/app',
    definition: `${image}
    healthcheck: { test: [CMD, 'true'], interval: 2s }
    develop: { watch: [{ action: sync+restart, path: ./restarted, target: /app, initial_sync: true }] }`,
    restarts: true,
  },
  {
    name: 'told',
    folder: 'told',
    target: '/app',
    definition: `${image}
    develop:
      watch:
        - action: sync+exec
          path: ./told
          target: /app
          initial_sync: true
          exec: { command: [sh, -c, 'echo told >> /told'] }`,
    restarts: false,
  },
  {
    name: 'rebuilt',
    folder: 'rebuilt',
    target: '/app',
    definition: `build:
      context: ./rebuilt
      dockerfile_inline: |
        FROM ${busyboxTag}
        COPY . /app
    develop: { watch: [{ action: rebuild, path: ./rebuilt }] }`,
    restarts: true,
  },
  {
    name: 'derived',
    folder: 'derived/src',
    target: '/app/src',
    definition: 'build: ./derived',
    files: { 'derived/Dockerfile': `FROM ${busyboxTag}\nWORKDIR /app\nCOPY src src\n` },
    restarts: true,
  },
  {
    name: 'mounted',
    folder: 'mounted',
    target: '/app',
    definition: `${image}
    volumes: ['./mounted:/app']`,
    restarts: true,
  },
];

export const composeText = (name: string): string =>
  [
    `name: ${name}`,
    'services:',
    ...services.map(
      (service) => `  ${service.name}:
    ${service.definition}
    command: [sleep, infinity]
    init: true
    stop_grace_period: 1s`,
    ),
    '',
  ].join('\n');
