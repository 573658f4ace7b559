import type { PruneResult } from '#shared/protocol/containers';
import type { App } from '../app.ts';
import { t } from '../base/l10n.ts';
import { shortenIds } from '../failure-text.ts';
import { formatBytes } from '../format/bytes.ts';
import type { Command } from './command.ts';
import { confirm } from './input/confirm.ts';
import { say } from './show.ts';

export interface PruneVerb {
  readonly id: Command['id'];
  readonly nothing: () => string;
  /** Asked of one, and of several. */
  readonly one: () => string;
  readonly several: (count: number) => string;
  readonly send: (app: App, apply: boolean) => Promise<PruneResult>;
}

/** Asks the server what would go, shows exactly that, and only then lets it go. */
export const pruneCommand = (verb: PruneVerb): Command => ({
  id: verb.id,
  run: async (app) => {
    const preview = await verb.send(app, false);
    if (preview.items.length === 0) {
      say(verb.nothing());
      return;
    }
    const size = preview.reclaimedBytes > 0 ? ` (${formatBytes(preview.reclaimedBytes)})` : '';
    const yes = await confirm({
      message: `${question(verb, preview.items.length)}${size}`,
      lines: preview.items.map(({ label }) => shortenIds(label)),
      action: t('Remove'),
    });
    if (!yes) return;
    const { items, reclaimedBytes } = await verb.send(app, true);
    say(
      removed(
        items.map(({ label }) => shortenIds(label)),
        reclaimedBytes,
      ),
    );
  },
});

const question = (verb: PruneVerb, count: number): string =>
  count === 1 ? verb.one() : verb.several(count);

const removed = ([first = '', ...others]: readonly string[], bytes: number): string => {
  const what = others.length === 0 ? first : t('{0} and {1} more', first, others.length);
  return bytes > 0
    ? t('Removed {0}; {1} freed.', what, formatBytes(bytes))
    : t('Removed {0}.', what);
};
