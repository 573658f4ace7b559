import {
  imagesInspect,
  imagesPrune,
  imagesPruneBuildCache,
  imagesPull,
  imagesPush,
  imagesRemove,
  imagesTag,
} from '#shared/protocol/images';
import { done } from './done.ts';
import { onRequest, type Handler } from './handler.ts';

export const imageHandlers: readonly Handler[] = [
  onRequest(imagesPull, ({ images }, { reference }, work) => done(images.pull(reference, work))),
  onRequest(imagesPush, ({ images }, { reference }, work) => done(images.push(reference, work))),
  onRequest(imagesTag, ({ images }, { imageId, reference }) =>
    done(images.tag(imageId, reference)),
  ),
  onRequest(imagesInspect, async ({ images }, { imageId }) => ({
    text: await images.inspect(imageId),
  })),
  onRequest(imagesRemove, ({ images }, { imageId, force = false }) =>
    done(images.remove(imageId, { force })),
  ),
  onRequest(imagesPrune, ({ images }, { apply, all = false }, { client }) =>
    images.prune(client, { apply, all }),
  ),
  onRequest(imagesPruneBuildCache, ({ images }, { apply }, { signal }) =>
    images.pruneBuildCache({ apply }, signal),
  ),
];
