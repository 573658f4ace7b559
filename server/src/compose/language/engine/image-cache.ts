import type { ImageItem } from '#shared/protocol/inventory';
import { Turns } from '../../../base/turns.ts';
import type { Engine } from '../../../engines/contract.ts';
import { fullImageName, parseImageName } from '../../values/image-name.ts';
import { readImageDetails, type ImageDetails } from './image-details.ts';

/** A map, weak or not. */
interface Kept<Key> {
  get(key: Key): Answer | undefined;
  set(key: Key, answer: Answer): unknown;
  delete(key: Key): boolean;
}

type Answer = Promise<ImageDetails | 'absent' | undefined>;

/** Reads the record of an image once for all its names, for as long as it stays as it is. */
export class ImageCache {
  readonly #engine: () => Engine | undefined;
  /** A project may name hundreds. */
  readonly #turns = new Turns(8);
  /** An image that gets a tag is another item. */
  readonly #byItem = new WeakMap<ImageItem, Answer>();
  /** What no image of the list is called: it may be an id, a digest, or not there. */
  readonly #byName = new Map<string, Answer>();
  readonly #items = new WeakMap<readonly ImageItem[], ReadonlyMap<string, ImageItem>>();

  constructor(engine: () => Engine | undefined) {
    this.#engine = engine;
  }

  get(reference: string, images: readonly ImageItem[]): Answer {
    // An engine says of what is no name that it is not there.
    if (parseImageName(reference) === undefined) return Promise.resolve(undefined);
    const item = this.#itemsOf(images).get(fullImageName(reference));
    return item === undefined
      ? this.#read(this.#byName, reference, reference)
      : this.#read(this.#byItem, item, item.id);
  }

  /** What was not there may be now. */
  forgetNames(): void {
    this.#byName.clear();
  }

  #itemsOf(images: readonly ImageItem[]): ReadonlyMap<string, ImageItem> {
    const known = this.#items.get(images);
    if (known !== undefined) return known;
    const items = new Map(
      images.flatMap((item) => item.tags.map((tag) => [fullImageName(tag), item] as const)),
    );
    this.#items.set(images, items);
    return items;
  }

  #read<Key>(kept: Kept<Key>, key: Key, reference: string): Answer {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const read = this.#turns.run(async () => {
      const engine = this.#engine();
      return engine && (await readImageDetails(engine, reference));
    });
    const answer: Answer = read.catch(() => {
      // An engine that does not answer now may do so later.
      kept.delete(key);
      return undefined;
    });
    kept.set(key, answer);
    return answer;
  }
}
