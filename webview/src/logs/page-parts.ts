import type { LogsToHost } from '#shared/panels/logs';
import { codicon, h } from '../base/dom.ts';
import type { PageHost } from '../base/page-host.ts';
import { banner } from '../base/status.ts';
import { logActions } from './actions.ts';
import { announcer } from './announcer.ts';
import { assemble } from './assemble.ts';
import { LineCursor } from './cursor.ts';
import { Finder } from './finder.ts';
import { helpDialog } from './help.ts';
import { LineDeeds } from './line-deeds.ts';
import { LogList } from './list.ts';
import { Questions } from './model/questions.ts';
import { LogReader, type Goal } from './model/reader.ts';
import { Openings } from './model/rows.ts';
import { LogWindow } from './model/window.ts';
import { newLinesButton } from './new-lines.ts';
import { detailRowsOf, rowMaker } from './row-maker.ts';
import { SearchBar } from './search-bar.ts';
import { LineSelection } from './selection.ts';
import type { LogsSettings } from './settings.ts';
import { SourcesBar } from './sources-bar.ts';
import { statusLine } from './status-line.ts';

/** What the parts tell the page. */
export interface PageEvents {
  readonly draw: () => void;
  readonly restyle: () => void;
  readonly change: (changed: Partial<LogsSettings>) => void;
  readonly step: (direction: 'next' | 'previous') => void;
  readonly goTo: (goal: Goal, options?: { readonly anew: boolean }) => void;
  readonly moved: (goal: Goal) => void;
  readonly failed: (message: string) => void;
  readonly leave: () => void;
  readonly cameToEnd: () => void;
  readonly scrolled: () => void;
  readonly pause: () => void;
  readonly clear: () => void;
}

export type PageParts = ReturnType<typeof pageParts>;

/** Makes all that the panel consists of, and connects it. */
export const pageParts = (host: PageHost<LogsToHost>, settings: LogsSettings, on: PageEvents) => {
  const log = new LogWindow();
  const openings = new Openings();
  const selection = new LineSelection();
  const status = statusLine();
  const announcements = announcer();
  const help = helpDialog();
  const emptyText = h('p');
  const empty = h('div', { class: 'empty' }, codicon('output'), emptyText);
  const post = host.post.bind(host);
  const { draw, change } = on;
  const questions = new Questions(post);
  const reader = new LogReader(log, questions, {
    post,
    onChanged: draw,
    onMoved: on.moved,
    onFailed: on.failed,
  });
  const finder = new Finder(questions, {
    onChanged: draw,
    onFound: (at) => {
      on.goTo({ at });
    },
  });
  const sources = new SourcesBar(settings, {
    onHidden: (hidden) => {
      change({ hidden: [...hidden] });
    },
    onColours: (colours) => {
      settings.colours = [...colours];
      host.keep(settings);
    },
    onAdd: () => {
      post({ kind: 'add' });
    },
    onRemove: (source) => {
      post({ kind: 'remove', source });
    },
  });
  const parts = {
    window: log,
    openings,
    finder,
    selection,
    sources,
    settings,
  };
  const list = new LogList({
    makeRow: rowMaker(parts),
    detailRows: (item) => detailRowsOf(item, openings),
    onLeave: on.leave,
    onEnd: on.cameToEnd,
    onScroll: on.scrolled,
  });
  const cursor = new LineCursor(list);
  const lines = new LineDeeds({
    ...parts,
    list,
    cursor,
    post,
    onChanged: on.restyle,
    onGoTo: on.goTo,
  });
  const search = new SearchBar(settings, {
    onSettings: change,
    onStep: on.step,
    onLeave: () => {
      list.element.focus();
    },
  });
  const actions = logActions(settings, {
    change,
    pause: on.pause,
    clear: on.clear,
    askSince: () => {
      post({ kind: 'askSince' });
    },
    levelCounts: () => log.groups.countLevels(log.items),
    save: (format) => {
      post({ kind: 'save', format });
    },
    copy: () => {
      lines.copy({ all: true });
    },
    add: () => {
      post({ kind: 'add' });
    },
    help: help.open,
  });
  const warning = banner(() => {
    post({ kind: 'retry' });
  });
  const newLines = newLinesButton(() => {
    on.goTo('end');
  });
  const element = assemble({
    tools: [search.element, actions.element],
    sources: sources.element,
    banner: warning.element,
    list: list.element,
    overlays: [empty, newLines.element, announcements.element],
    status: status.element,
    popups: [...actions.popups, help.element],
  });
  return {
    ...{ log, openings, selection, questions, reader, finder, sources, list, cursor, lines },
    ...{
      search,
      actions,
      warning,
      newLines,
      status,
      announcements,
      help,
      empty,
      emptyText,
      element,
    },
  };
};
