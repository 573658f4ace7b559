import { basename } from 'node:path';
import type { ReloadItem, ReloadOutcome } from '#shared/protocol/reload';
import { t } from '../../base/l10n.ts';
import { formatTimeOfDay } from '../../format/duration.ts';
import { countFiles, outcomeWord } from '../../reload/words.ts';
import { described, joinParts, type Look } from '../look.ts';
import type { RowSpec } from '../tree-state.ts';
import { reloadParts } from './reload-parts.ts';

type Kind = ReloadOutcome['kind'] | 'running';

const icons: Readonly<Record<Kind, { readonly icon: string; readonly color?: string }>> = {
  running: { icon: 'loading~spin', color: 'charts.yellow' },
  done: { icon: 'pass', color: 'testing.iconPassed' },
  unchanged: { icon: 'circle-large-outline', color: 'disabledForeground' },
  failed: { icon: 'error', color: 'testing.iconFailed' },
  cancelled: { icon: 'circle-slash', color: 'disabledForeground' },
};

/** A row of the timeline. An item never changes, so neither does the row that is made of it. */
export const reloadRow = (item: ReloadItem, options: ReloadRowOptions): RowSpec => {
  const made = rows[options.severalProjects ? 'named' : 'plain'];
  const known = made.get(item);
  if (known !== undefined) return known;
  const row = makeRow(item, options);
  made.set(item, row);
  return row;
};

export interface ReloadRowOptions {
  /** The name of a service alone does not say which. */
  readonly severalProjects: boolean;
  /** A path as it is seen from the workspace. */
  readonly shorten: (path: string) => string;
}

const rows = {
  named: new WeakMap<ReloadItem, RowSpec>(),
  plain: new WeakMap<ReloadItem, RowSpec>(),
};

const makeRow = (item: ReloadItem, { severalProjects, shorten }: ReloadRowOptions): RowSpec => ({
  id: reloadRowId(item),
  look: reloadLook(item, severalProjects ? item.project : undefined),
  target: { kind: 'reload', reload: item },
  detail: item,
  children: reloadParts(item, shorten),
});

export const reloadRowId = ({ id }: { readonly id: string }): string => `reload:${id}`;

const reloadLook = (item: ReloadItem, project: string | undefined): Look => {
  const kind = item.outcome?.kind ?? 'running';
  const parts = [
    project,
    item.action,
    // Before the files, whose names may be longer than the view is wide.
    outcomeWord(item.outcome),
    filesOf(item),
    formatTimeOfDay(item.savedAtMs),
  ];
  return {
    label: item.service,
    ...described(...parts),
    ...icons[kind],
    contextValue: `${kind}Reload${item.files.length === 0 ? '' : ';files'}`,
    spoken: `${t('reload of {0}', item.service)}, ${joinParts(...parts)}`,
    fold: 'closed',
  };
};

/** A single file by its name; nothing where nothing was saved. */
const filesOf = ({ files, fileCount }: ReloadItem): string | undefined => {
  const [only] = files;
  if (only === undefined) return undefined;
  return fileCount === 1 ? basename(only) : countFiles(fileCount);
};
