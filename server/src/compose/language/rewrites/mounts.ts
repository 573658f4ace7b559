import { cleanTarget } from '../../canonical/mounts-and-ports.ts';
import { parseVolume } from '../../canonical/volume.ts';
import type { ItemForm } from './item-form.ts';
import { plainText } from './plain.ts';

/** `source:target[:options]`. What the short form implies is written out: the long form implies it not. */
export const mountForm: ItemForm = {
  noun: 'mount',
  toLong: (text) => {
    // A variable may bring a source, a target, or both.
    if (/^(?![./~]).*\$|:.*\$|^[^:]*$/.test(text)) return undefined;
    const volume = parseVolume(text);
    if ('error' in volume || volume.source === undefined) return undefined;
    const { type, source, target, readOnly, nocopy, propagation, selinux } = volume;
    const bind = {
      ...(selinux !== undefined && { selinux }),
      ...(propagation !== undefined && { propagation }),
      ...(type === 'bind' && { create_host_path: true }),
    };
    return {
      ...{ type, source, target: cleanTarget(target) },
      ...(readOnly && { read_only: true }),
      ...(Object.keys(bind).length > 0 && { bind }),
      ...(type === 'volume' && { volume: nocopy ? { nocopy } : {} }),
    };
  },
  toShort: ({ source, target, read_only: readOnly, bind, volume }) => {
    const options = [
      ...(readOnly === 'true' ? ['ro'] : []),
      ...Object.entries(bind ?? {}).flatMap(([key, value]) =>
        key === 'create_host_path' ? [] : [plainText(value)],
      ),
      ...Object.keys(volume ?? {}),
    ];
    const suffix = options.length === 0 ? '' : `:${options.join(',')}`;
    return `${plainText(source)}:${plainText(target)}${suffix}`;
  },
  defaults: {},
};
