import type { PruneResult } from '#shared/protocol/containers';
import type { BuildCachePruned } from '#shared/protocol/images';
import type { ImageId } from '#shared/protocol/ids';
import type { ImageItem } from '#shared/protocol/inventory';
import type { WorkContext } from '../base/progress.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import { Pruner, type PruneCandidate } from '../prune/prune.ts';
import type { Workspace } from '../services.ts';
import { reportLayers } from './layer-progress.ts';

export class Images {
  readonly #connection: EngineConnection;
  readonly #workspace: Workspace;
  readonly #pruners: Readonly<Record<'dangling' | 'unused', Pruner>>;

  constructor(connection: EngineConnection, workspace: Workspace) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#pruners = {
      dangling: this.#pruner((image) => image.dangling),
      unused: this.#pruner(() => true),
    };
  }

  async pull(reference: string, { signal, progress }: WorkContext): Promise<void> {
    const layers = reportLayers(reference, 'Pulling', progress);
    const options = {
      idleTimeoutMs: this.#workspace.settings.pullIdleTimeoutMs,
      onProgress: layers.layer,
    };
    await this.#connection.require().images.pull(reference, options, signal);
    layers.done();
  }

  /** Pulls only what is not on the engine. */
  async ensure(reference: string, work: WorkContext): Promise<void> {
    const known = await this.#connection.require().images.get(reference, work.signal);
    if (known === undefined) await this.pull(reference, work);
  }

  async push(reference: string, { signal, progress }: WorkContext): Promise<void> {
    const layers = reportLayers(reference, 'Pushing', progress);
    const { images } = this.#connection.require();
    await images.push(reference, { onProgress: layers.layer }, signal);
    layers.done();
  }

  async tag(id: ImageId, reference: string): Promise<void> {
    await this.#connection.require().images.tag(id, reference);
  }

  async inspect(id: ImageId): Promise<string> {
    return JSON.stringify(await this.#connection.require().images.inspect(id), undefined, 2);
  }

  async remove(id: ImageId, options: { readonly force: boolean }): Promise<void> {
    await this.#connection.require().images.remove(id, options);
  }

  prune(
    viewer: object,
    options: { readonly apply: boolean; readonly all: boolean },
  ): Promise<PruneResult> {
    return this.#pruners[options.all ? 'unused' : 'dangling'].run(viewer, options);
  }

  /** Unlike a prune of things that have names: what came into disuse since the preview goes too. */
  async pruneBuildCache(
    { apply }: { readonly apply: boolean },
    signal: AbortSignal,
  ): Promise<BuildCachePruned> {
    const { buildCache } = this.#connection.require();
    if (apply) return { shares: [], ...(await buildCache.prune(signal)) };
    const shares = await buildCache.unused(signal);
    return { shares, reclaimedBytes: shares.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  #pruner(matches: (image: ImageItem) => boolean): Pruner {
    return new Pruner({
      candidates: () => this.#unused(matches),
      remove: (id) => this.#removeWithTags(id),
    });
  }

  async #unused(matches: (image: ImageItem) => boolean): Promise<readonly PruneCandidate[]> {
    const engine = this.#connection.require();
    const [images, containers] = await Promise.all([
      engine.images.list(),
      engine.containers.list(),
    ]);
    const used = new Set<string>(containers.map(({ imageId }) => imageId));
    return images
      .filter((image) => !used.has(image.id) && matches(image))
      .map((image) => ({ id: image.id, label: labelOf(image), bytes: image.sizeBytes }));
  }

  /** An engine refuses to remove an image of several tags by its id, so its tags go one by one. */
  async #removeWithTags(id: string): Promise<void> {
    const { images } = this.#connection.require();
    const image = await images.get(id);
    const tags = image?.tags ?? [];
    for (const name of tags.length > 0 ? tags : [id]) await images.remove(name);
  }
}

const labelOf = (image: ImageItem): string =>
  image.tags.length > 0 ? image.tags.join(', ') : image.id.replace(/^sha256:/, '').slice(0, 12);
