import type { ImageItem } from '#shared/protocol/inventory';
import type { Engine } from '../../../engines/contract.ts';
import { fullImageName, parseImageName } from '../../values/image-name.ts';
import { readImageDetails, type ImageDetails } from './image-details.ts';

/** More than most projects name; a large engine is not kept whole. */
const maxKept = 2000;

type Answer = Promise<ImageDetails | 'absent' | undefined>;

/** Reads the record of an image once for all its names, until the list of images changes. */
export class ImageCache {
  readonly #engine: () => Engine | undefined;
  /** By id, and by name what no image of the list has. */
  readonly #kept = new Map<string, Answer>();
  readonly #ids = new WeakMap<readonly ImageItem[], ReadonlyMap<string, string>>();

  constructor(engine: () => Engine | undefined) {
    this.#engine = engine;
  }

  get(reference: string, images: readonly ImageItem[]): Answer {
    // An engine says of what is no name that it is not there.
    if (parseImageName(reference) === undefined) return Promise.resolve(undefined);
    return this.#read(this.#idsOf(images).get(fullImageName(reference)) ?? reference);
  }

  clear(): void {
    this.#kept.clear();
  }

  #idsOf(images: readonly ImageItem[]): ReadonlyMap<string, string> {
    const known = this.#ids.get(images);
    if (known !== undefined) return known;
    const ids = new Map(
      images.flatMap(({ id, tags }) => tags.map((tag) => [fullImageName(tag), id] as const)),
    );
    this.#ids.set(images, ids);
    return ids;
  }

  #read(key: string): Answer {
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
