import type { ImageItem } from '#shared/protocol/inventory';
import type { Engine } from '../../../engines/contract.ts';
import { fullImageName } from '../../values/image-name.ts';
import { readImageDetails, type ImageDetails } from './image-details.ts';

/** More than a project names; a large engine is not kept whole. */
const maxKept = 200;

/** Reads the record of an image once for all its names, until the list of images changes. */
export class ImageCache {
  readonly #engine: () => Engine | undefined;
  /** By id, and by name what no image of the list has. */
  readonly #kept = new Map<string, Promise<ImageDetails | undefined>>();

  constructor(engine: () => Engine | undefined) {
    this.#engine = engine;
  }

  get(reference: string, images: readonly ImageItem[]): Promise<ImageDetails | undefined> {
    const name = fullImageName(reference);
    const listed = images.find(({ tags }) => tags.some((tag) => fullImageName(tag) === name));
    return this.#read(listed?.id ?? reference);
  }

  clear(): void {
    this.#kept.clear();
  }

  #read(key: string): Promise<ImageDetails | undefined> {
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const engine = this.#engine();
    if (engine === undefined) return Promise.resolve(undefined);
    const read = readImageDetails(engine, key).catch(() => {
      // An engine that does not answer now may do so later.
      this.#kept.delete(key);
      return undefined;
    });
    this.#kept.set(key, read);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > maxKept && oldest !== undefined) this.#kept.delete(oldest);
    return read;
  }
}
