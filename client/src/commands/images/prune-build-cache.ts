import { imagesPruneBuildCache, type BuildCacheShare } from '#shared/protocol/images';
import { t } from '../../base/l10n.ts';
import { formatBytes } from '../../format/bytes.ts';
import type { Command } from '../command.ts';
import { confirm } from '../input/confirm.ts';
import { say } from '../show.ts';

/** Of hundreds of records no name means anything: what kinds they are does. */
const lineOf: Readonly<Record<BuildCacheShare['kind'], (count: number, size: string) => string>> = {
  steps: (count, size) => t('Results of steps: {0} ({1})', count, size),
  mounts: (count, size) => t('Cache mounts, as of package managers: {0} ({1})', count, size),
  sources: (count, size) => t('Sources of builds: {0} ({1})', count, size),
  other: (count, size) => t('Others: {0} ({1})', count, size),
};

export const pruneBuildCache: Command = {
  id: 'hyperbox.images.pruneBuildCache',
  run: async ({ server }) => {
    const { shares, reclaimedBytes } = await server.send(imagesPruneBuildCache, { apply: false });
    if (shares.length === 0) {
      say(t('There is no build cache that is not in use.'));
      return;
    }
    const yes = await confirm({
      message: t(
        'Remove the build cache ({0})? The next builds run all their steps.',
        formatBytes(reclaimedBytes),
      ),
      lines: shares.map(({ kind, count, bytes }) => lineOf[kind](count, formatBytes(bytes))),
      action: t('Remove'),
    });
    if (!yes) return;
    const gone = await server.send(imagesPruneBuildCache, { apply: true });
    say(t('Removed the build cache; {0} freed.', formatBytes(gone.reclaimedBytes)));
  },
};
