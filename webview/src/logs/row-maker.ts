import type { Finder } from './finder.ts';
import { makeGapRow } from './gap-row.ts';
import type { Openings } from './model/rows.ts';
import { structureOf } from './model/form.ts';
import type { LogWindow } from './model/window.ts';
import type { WindowItem, WindowLine } from './model/window-item.ts';
import { readableVariable } from './row-colours.ts';
import { makeRow } from './row.ts';
import type { LineSelection } from './selection.ts';
import type { LogsSettings } from './settings.ts';
import type { SourcesBar } from './sources-bar.ts';

interface Parts {
  readonly window: LogWindow;
  readonly openings: Openings;
  readonly finder: Finder;
  readonly selection: LineSelection;
  readonly sources: SourcesBar;
  readonly settings: LogsSettings;
}

/** Makes rows of lines, by what everything else in the panel says of them. */
export const rowMaker =
  ({ window, openings, finder, selection, sources, settings }: Parts) =>
  (item: WindowItem): HTMLElement => {
    if (item.kind === 'gap') return makeGapRow(item.count);
    const { level, head } = item.role;
    return makeRow(item.entry, {
      query: finder.query,
      current: item.at !== undefined && item.at === finder.current,
      time: settings.time,
      nowMs: Date.now(),
      withSource: sources.count > 1,
      colour: readableVariable(sources.colourOf(item.entry.source)),
      selected: selection.has(item.number),
      level,
      continues: head !== undefined,
      members: window.groups.membersOf(item),
      folded: window.groups.membersOf(item) > 0 && openings.isFolded(item),
      expanded: openings.isExpanded(item),
      raw: settings.raw,
    });
  };

/** Rows of text below the first one, of a line that is expanded. */
export const detailRowsOf = (item: WindowItem, openings: Openings): number => {
  if (item.kind === 'gap' || !openings.isExpanded(item)) return 0;
  return structureOf(item.entry)?.pretty.split('\n').length ?? 0;
};

/** Opens or closes what there is to a line: all of a structured one, or the rest of a stack trace. */
export const toggleLine = (line: WindowLine, window: LogWindow, openings: Openings): boolean => {
  const head = line.role.head ?? line;
  if (window.groups.membersOf(head) > 0) openings.toggleFold(head);
  else if (structureOf(line.entry) !== undefined) openings.toggleExpanded(line);
  else return false;
  return true;
};
