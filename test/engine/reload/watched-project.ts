import type { ContainerId } from '#shared/protocol/ids';
import { HyperBoxError } from '../../../server/src/base/error.ts';
import type { Engine } from '../../../server/src/engines/contract.ts';
import { busyboxTag } from '../../support/engine.ts';

export const labels = {
  project: 'com.docker.compose.project',
  service: 'com.docker.compose.service',
} as const;

/** Lines of a service of four spaces: up at once and gone at once. */
export const idle = `command: [sleep, infinity]
    init: true
    stop_grace_period: 1s`;
export const image = `image: "${busyboxTag}"`;
/** The first line of a Dockerfile. */
export const from = `FROM ${busyboxTag}`;

/** Beside each project: what comes into it when all that the project is made of is watched. */
export const sentinel = `services:
  sentinel:
    ${image}
    ${idle}
    network_mode: none
    develop: { watch: [{ action: sync, path: ./sentinel, target: /sentinel }] }
`;

/** What a command says that ends well in a container that runs. */
export const askContainer = async (
  engine: Engine,
  id: ContainerId,
  command: readonly string[],
): Promise<string | undefined> => {
  try {
    const { exitCode, stdout } = await engine.containers.exec(id, { command, user: '0' });
    return exitCode === 0 ? stdout : undefined;
  } catch (error) {
    // It was stopped or replaced in between.
    if (error instanceof HyperBoxError && ended.has(error.code)) return undefined;
    throw error;
  }
};
const ended: ReadonlySet<string> = new Set(['conflict', 'not-found']);
