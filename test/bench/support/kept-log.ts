import { setTimeout as sleep } from 'node:timers/promises';
import { engineGet } from '#shared/protocol/engine';
import type { ProjectId, StreamId } from '#shared/protocol/ids';
import { logsClose, logsOpen, logsReceived } from '#shared/protocol/logs';
import { projectsWatch } from '#shared/protocol/projects';
import type { HyperBoxServer } from '../../../scripts/start/hyperbox-server.ts';

/** Its list of containers has been read by then, and nothing of what they print is history. */
const settleMs = 500;

/** A panel's stream of a project: it counts what it hears, and what it is told it was spared. */
export class KeptLog {
  readonly streamId: StreamId;
  readonly #server: HyperBoxServer;
  #count = 0;
  #heard: () => void = () => undefined;

  private constructor(server: HyperBoxServer, streamId: StreamId) {
    this.#server = server;
    this.streamId = streamId;
    server.on(logsReceived, (batch) => {
      if (batch.streamId === streamId) this.#count += batch.lines.length + batch.dropped;
      this.#heard();
    });
  }

  static async open(server: HyperBoxServer, project: string): Promise<KeptLog> {
    while ((await server.send(engineGet, {})).kind !== 'connected') await sleep(50);
    const target = { kind: 'project', projectId: await projectNamed(server, project) } as const;
    const { streamId } = await server.send(logsOpen, { target, keep: true, tail: 0 });
    const log = new KeptLog(server, streamId);
    await sleep(settleMs);
    return log;
  }

  /** Resolves when so many lines have been heard of. */
  async until(count: number): Promise<void> {
    while (this.#count < count) {
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  async close(): Promise<void> {
    await this.#server.send(logsClose, { streamId: this.streamId });
  }
}

/** Its containers may just have been made. */
export const projectNamed = async (server: HyperBoxServer, project: string): Promise<ProjectId> => {
  for (;;) {
    const known = await server.send(projectsWatch, { watch: true });
    const item = known.find(({ name }) => name === project);
    if (item !== undefined) return item.id;
    await sleep(50);
  }
};
