import type { ContainerId } from '#shared/protocol/ids';
import type { Engine } from '../../../server/src/engines/contract.ts';
import { busyboxImage, cleanUp, connectEngine } from '../../support/engine.ts';

const line =
  '2026-01-02T03:04:05 INFO request handled path=/api/v1/items status=200 duration=12ms user=42 ';

/** A compose project whose services print so many lines when they are started. They go on after
 * that, since Docker tells those who follow nothing more of a container that has ended. */
export class Printers {
  readonly engine: Engine;
  readonly project: string;
  #ids: ContainerId[] = [];

  constructor(engine: Engine, project: string) {
    this.engine = engine;
    this.project = project;
  }

  static async open(project: string): Promise<Printers> {
    const engine = await connectEngine();
    await busyboxImage(engine);
    await cleanUp(engine, `com.docker.compose.project=${project}`);
    return new Printers(engine, project);
  }

  get names(): readonly string[] {
    return this.#ids.map((_, index) => `${this.project}-printer${String(index)}-1`);
  }

  /** New containers: what the former ones printed is gone with them. */
  async make(options: { readonly services: number; readonly lines: number }): Promise<void> {
    await this.remove();
    const image = await busyboxImage(this.engine);
    for (let index = 0; index < options.services; index += 1) {
      const service = `printer${String(index)}`;
      this.#ids.push(
        await this.engine.containers.create({
          ...{ name: `${this.project}-${service}-1`, image, networkMode: 'none' },
          command: ['sh', '-c', `yes '${line}' | head -n ${String(options.lines)}; sleep 600`],
          labels: {
            'com.docker.compose.config-hash': 'none',
            'com.docker.compose.project': this.project,
            'com.docker.compose.service': service,
            'com.docker.compose.container-number': '1',
            'com.docker.compose.oneoff': 'False',
          },
        }),
      );
    }
  }

  async remove(): Promise<void> {
    for (const id of this.#ids.splice(0)) await this.engine.containers.remove(id, { force: true });
  }

  async dispose(): Promise<void> {
    await this.remove();
    this.engine.dispose();
  }
}
