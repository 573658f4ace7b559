import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { busyboxTag } from '../../support/engine.ts';

/** The usual shape of a small product: two stores with health checks, and what needs them. */
const compose = `
services:
  database:
    image: ${busyboxTag}
    init: true
    command: [httpd, -f, -h, /etc, -p, '5432']
    healthcheck:
      test: [CMD, wget, -q, -O, /dev/null, 'http://127.0.0.1:5432/passwd']
      interval: 1s
      timeout: 2s
      retries: 10
    volumes: ['data:/data']
    networks: [backend]
  cache:
    image: ${busyboxTag}
    init: true
    command: [httpd, -f, -h, /etc, -p, '6379']
    healthcheck:
      test: [CMD, wget, -q, -O, /dev/null, 'http://127.0.0.1:6379/passwd']
      interval: 1s
      timeout: 2s
      retries: 10
    networks: [backend]
  api:
    image: ${busyboxTag}
    init: true
    command: [httpd, -f, -p, '8080']
    depends_on:
      database: { condition: service_healthy }
      cache: { condition: service_healthy }
    networks: [backend]
  worker:
    image: ${busyboxTag}
    init: true
    command: [sleep, infinity]
    depends_on:
      cache: { condition: service_healthy }
    networks: [backend]
  web:
    image: ${busyboxTag}
    init: true
    command: [httpd, -f, -p, '8081']
    depends_on: [api]
    networks: [backend]
  mail:
    image: ${busyboxTag}
    init: true
    command: [sleep, infinity]
    networks: [backend]
networks:
  backend:
volumes:
  data:
`;

export interface BenchProject {
  readonly name: string;
  readonly folder: string;
  remove(): Promise<void>;
}

/** The project's files in a folder of their own; nothing of it is on the engine. */
export async function sixServices(name: string): Promise<BenchProject> {
  const parent = await mkdtemp(path.join(tmpdir(), 'hyperbox-bench-'));
  const folder = path.join(parent, name);
  await mkdir(folder);
  await writeFile(path.join(folder, 'compose.yaml'), compose.trimStart());
  return { name, folder, remove: () => rm(parent, { recursive: true, force: true }) };
}
