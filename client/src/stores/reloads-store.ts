import {
  reloadsChanged,
  reloadWatch,
  type ReloadItem,
  type ReloadsChange,
} from '#shared/protocol/reload';
import type { StoreContext } from './store-context.ts';
import { WatchedList } from './watched-list.ts';

/** The timeline of reloads, kept up as long as somebody looks. */
export class ReloadsStore extends WatchedList<ReloadItem, ReloadsChange> {
  constructor(context: StoreContext) {
    super({
      context,
      keyOf: ({ id }) => id,
      ask: (watch) => context.server.send(reloadWatch, { watch }),
      changed: reloadsChanged,
      failure: 'The reloads could not be read',
    });
  }

  /** Newest first. */
  override get items(): readonly ReloadItem[] {
    return super.items.toReversed();
  }
}
