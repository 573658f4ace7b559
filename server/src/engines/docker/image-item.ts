import { imageId } from '#shared/protocol/ids';
import type { ImageItem } from '#shared/protocol/inventory';
import * as z from 'zod/mini';
import { labels, number, text, texts, timeMs } from './record.ts';

/** One row of `GET /images/json`. */
export const imageRecord = z.object({
  Id: imageId,
  RepoTags: texts,
  Size: number,
  Created: number,
  Labels: labels,
});

/** What of `GET /images/{name}/json` is used. */
export const inspectedImage = z.object({
  Id: imageId,
  RepoTags: texts,
  Size: number,
  Created: text,
  Config: z.catch(z.object({ Labels: labels }), { Labels: {} }),
});

export const normalizeImage = (record: z.infer<typeof imageRecord>): ImageItem =>
  item(record, { createdAtMs: record.Created * 1000, labels: record.Labels });

export const normalizeInspectedImage = (record: z.infer<typeof inspectedImage>): ImageItem =>
  item(record, {
    // The list knows whole seconds; both ways of reading must agree.
    createdAtMs: Math.floor((timeMs(record.Created) ?? 0) / 1000) * 1000,
    labels: record.Config.Labels,
  });

const item = (
  record: Pick<z.infer<typeof imageRecord>, 'Id' | 'RepoTags' | 'Size'>,
  rest: Pick<ImageItem, 'createdAtMs' | 'labels'>,
): ImageItem => {
  // Docker names an image without a tag so.
  const tags = record.RepoTags.filter((tag) => tag !== '<none>:<none>').sort();
  return { id: record.Id, tags, sizeBytes: record.Size, ...rest, dangling: tags.length === 0 };
};
