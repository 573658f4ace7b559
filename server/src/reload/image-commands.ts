import * as z from 'zod/mini';
import { DisposableStore, type Disposable } from '../base/disposable.ts';
import { inspectImage } from '../compose/image-record.ts';
import type { ComposeModel } from '../compose/model.ts';
import { imageNameOf } from '../compose/run/names.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { ImageFacts } from './rules/input.ts';

const texts = z.nullish(z.array(z.string()));
const record = z.object({
  Config: z.nullish(
    z.object({ Cmd: texts, Entrypoint: texts, WorkingDir: z.nullish(z.string()), Env: texts }),
  ),
});

/** What images run. Asked once for each, until something happens to an image of the engine. */
export class ImageCommands implements Disposable {
  readonly #connection: EngineConnection;
  readonly #known = new Map<string, Promise<ImageFacts | undefined>>();
  readonly #owned = new DisposableStore();

  constructor(connection: EngineConnection) {
    this.#connection = connection;
    this.#owned.add(
      connection.onEvent(({ kind }) => {
        if (kind === 'image') this.#known.clear();
      }),
    );
    this.#owned.add(
      connection.onDidChangeState(() => {
        this.#known.clear();
      }),
    );
  }

  /** By service; without those whose image is not there. */
  async of(model: ComposeModel): Promise<ReadonlyMap<string, ImageFacts>> {
    const services = Object.entries({ ...model.services, ...model.disabledServices });
    const found = await Promise.all(
      services.map(async ([name, service]) => {
        const facts = await this.#look(imageNameOf(model.name, name, service));
        return facts === undefined ? [] : [[name, facts] as const];
      }),
    );
    return new Map(found.flat());
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #look(reference: string): Promise<ImageFacts | undefined> {
    const known = this.#known.get(reference);
    if (known !== undefined) return known;
    const asked = this.#ask(reference);
    this.#known.set(reference, asked);
    return asked;
  }

  /** Without an engine, or an image, the service's own command has to do. */
  async #ask(reference: string): Promise<ImageFacts | undefined> {
    const { engine } = this.#connection;
    if (engine === undefined) return undefined;
    const found = await inspectImage(engine, reference).catch(() => undefined);
    const { data } = record.safeParse(found);
    const config = data?.Config;
    if (config === undefined || config === null) return undefined;
    return {
      ...(config.Cmd && { command: config.Cmd }),
      ...(config.Entrypoint && { entrypoint: config.Entrypoint }),
      ...(config.WorkingDir && { workingDir: config.WorkingDir }),
      ...(config.Env && { environment: config.Env }),
    };
  }
}
