import type { ImageItem } from '#shared/protocol/inventory';
import { t } from '../../base/l10n.ts';
import { formatBytes } from '../../format/bytes.ts';
import type { RowSpec } from '../tree-state.ts';

export const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12);

/** A row a tag: what a person calls an image is its name. One without a name goes by its id. */
export const imageRows = (image: ImageItem): readonly RowSpec[] => {
  const names = image.tags.length === 0 ? [undefined] : image.tags;
  return names.map((tag) => imageRow(image, tag));
};

const imageRow = (image: ImageItem, tag: string | undefined): RowSpec => {
  const label = tag ?? shortId(image.id);
  const size = formatBytes(image.sizeBytes);
  const description = tag === undefined ? `${t('no name')} · ${size}` : size;
  return {
    id: `image:${image.id}/${tag ?? ''}`,
    look: {
      label,
      description,
      icon: tag === undefined ? 'circle-outline' : 'package',
      ...(tag === undefined ? { color: 'disabledForeground' } : {}),
      contextValue: tag === undefined ? 'danglingImage' : 'image',
      spoken: `${label}, ${description}`,
    },
    target: { kind: 'image', image, reference: tag ?? image.id },
    detail: image,
  };
};
