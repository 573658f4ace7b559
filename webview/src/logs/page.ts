import type { LogsToHost, LogsToPage } from '#shared/panels/logs';
import type { PanelState } from '#shared/panels/panel';
import { setText } from '../base/dom.ts';
import type { PageHost } from '../base/page-host.ts';
import { t } from '../base/text.ts';
import { onThemeChange } from '../base/theme.ts';
import { gutterCells } from './gutter.ts';
import { wantedEnds } from './model/read-ahead.ts';
import type { Goal } from './model/reader.ts';
import { pageKeys } from './page-keys.ts';
import { pageParts, type PageParts } from './page-parts.ts';
import { carryOver, filterKeys, filterOf, queryOf, readSettings, searchKeys } from './settings.ts';
import type { LogsSettings } from './settings.ts';

/** Ages are counted in seconds at best; redrawing them more often would only be restless. */
const ageMs = 5000;
const anchorMs = 400;

/** The whole panel: takes messages and the user's wishes, and draws at most once a frame. */
export class LogsPage {
  readonly element: HTMLElement;
  readonly #host: PageHost<LogsToHost>;
  readonly #settings: LogsSettings;
  readonly #parts: PageParts;
  #state: PanelState = { kind: 'connecting' };
  #paused = false;
  #failure = '';
  #drawing = false;
  #anchorTimer: number | undefined;

  constructor(host: PageHost<LogsToHost>) {
    this.#host = host;
    this.#settings = readSettings(host.settings);
    this.#parts = pageParts(host, this.#settings, {
      draw: this.#draw.bind(this),
      restyle: this.#restyle.bind(this),
      change: this.#change.bind(this),
      step: this.#step.bind(this),
      goTo: this.#goTo.bind(this),
      moved: this.#moved.bind(this),
      failed: this.#failed.bind(this),
      leave: this.#leave.bind(this),
      cameToEnd: this.#cameToEnd.bind(this),
      scrolled: this.#scrolled.bind(this),
      pause: this.#pause.bind(this),
      clear: this.#clear.bind(this),
    });
    this.element = this.#parts.element;
  }

  /** To be called once the element is in the document, where it has a size. */
  start(): void {
    this.#parts.list.wrap = this.#settings.wrap;
    this.#parts.list.sticky = this.#settings.anchorMs === undefined;
    this.#parts.openings.folds = this.#settings.fold;
    this.#parts.finder.search(queryOf(this.#settings));
    this.#parts.reader.begin(this.#filter(), { following: this.#settings.anchorMs === undefined });
    pageKeys(this.#parts.list.element, {
      search: () => {
        this.#parts.search.focus();
      },
      step: this.#step.bind(this),
      goTo: this.#goTo.bind(this),
      pause: this.#pause.bind(this),
      change: this.#change.bind(this),
      help: this.#parts.help.open,
      settings: this.#settings,
      lines: this.#parts.lines,
    });
    onThemeChange(() => {
      this.#parts.list.resize();
      this.#restyle();
    });
    setInterval(() => {
      if (this.#settings.time === 'age') this.#restyle();
    }, ageMs);
    this.#draw();
  }

  take(message: LogsToPage): void {
    if (message.kind === 'state') {
      this.#state = message.state;
      this.#parts.warning.show(message.state);
    } else if (message.kind === 'opened') {
      this.#opened(message);
    } else if (message.kind === 'received') {
      this.#received(message);
    } else if (message.kind === 'since') {
      this.#change({ since: { kind: 'from', timeMs: message.sinceMs } });
    } else if (message.kind !== 'init') {
      this.#parts.questions.take(message);
    }
    this.#draw();
  }

  #opened(message: Extract<LogsToPage, { readonly kind: 'opened' }>): void {
    this.#settings.hidden = [...carryOver(this.#settings.hidden, message.sources)];
    this.#parts.sources.reset(message.sources, this.#settings.hidden);
    this.#parts.selection.clear();
    const { anchorMs: timeMs } = this.#settings;
    this.#parts.reader.opened(message, timeMs === undefined ? 'end' : { timeMs });
    this.#parts.finder.count();
    this.#parts.list.restyle();
  }

  #received(message: Extract<LogsToPage, { readonly kind: 'received' }>): void {
    const { lines, dropped } = message;
    if (this.#parts.sources.meet(new Set(lines.map(({ source }) => source))))
      this.#parts.list.restyle();
    this.#parts.reader.received(message);
    this.#parts.finder.live(lines, { isWhole: dropped === 0 && message.behind === undefined });
    if (!this.#parts.reader.following) return;
    const { groups, items } = this.#parts.log;
    const alarms = groups.countAlarming(items.slice(-lines.length));
    this.#parts.announcements.came(lines.length, alarms);
  }

  #change(changed: Partial<LogsSettings>): void {
    Object.assign(this.#settings, changed);
    this.#host.keep(this.#settings);
    if (changed.wrap !== undefined) this.#parts.list.wrap = changed.wrap;
    if (changed.fold !== undefined) this.#parts.openings.folds = changed.fold;
    const isSearch = searchKeys.some((key) => key in changed);
    const isFilter = filterKeys.some((key) => key in changed);
    if (isSearch) this.#parts.finder.search(queryOf(this.#settings));
    if (isFilter || (isSearch && this.#settings.onlyMatches)) {
      this.#parts.reader.filter(this.#filter(), this.#place());
      this.#parts.finder.count();
    }
    this.#restyle();
  }

  #filter() {
    const isQuery = this.#parts.finder.query.kind === 'pattern';
    return filterOf(this.#settings, { nowMs: Date.now(), isQuery });
  }

  /** What the user looks at: the match, when it is in sight. */
  #place(): Goal {
    const { current } = this.#parts.finder;
    const match = current === undefined ? undefined : this.#parts.log.lineAt(current);
    if (current !== undefined && match !== undefined && this.#parts.list.pool.elementOf(match)) {
      return { at: current };
    }
    const { top } = this.#parts.list;
    if (top?.kind !== 'line') return 'end';
    return top.at === undefined ? { timeMs: top.entry.timeMs } : { at: top.at };
  }

  /** Goes to a match; the first one is looked for from what is in sight. */
  #step(direction: 'next' | 'previous'): void {
    const edge = direction === 'next' ? this.#parts.list.top : this.#parts.list.bottom;
    this.#parts.finder.step(direction, edge?.kind === 'line' ? edge.at : undefined);
    this.#draw();
  }

  #goTo(goal: Goal, options = { anew: false }): void {
    this.#paused = false;
    this.#parts.actions.showPaused(false);
    this.#parts.list.sticky = false;
    this.#parts.reader.goTo(goal, options);
    if (goal === 'end') this.#parts.list.sticky = true;
    this.#keepPlace();
    this.#restyle();
  }

  /** The window is another one, or the user wants to see another part of it. */
  #moved(goal: Goal): void {
    this.#parts.list.sticky = this.#parts.reader.following;
    this.#parts.list.update(this.#parts.openings.rows(this.#parts.log.items));
    if (goal === 'start') this.#parts.list.reveal(this.#parts.log.items[0]?.number ?? 0, 'start');
    else if (goal !== 'end') this.#revealGoal(goal);
    this.#restyle();
  }

  #revealGoal(goal: Exclude<Goal, string>): void {
    const { items } = this.#parts.log;
    const line =
      'at' in goal
        ? (this.#parts.log.lineAt(goal.at) ?? items[0])
        : (items.find((item) => item.kind === 'line' && item.entry.timeMs >= goal.timeMs) ??
          items.at(-1));
    if (line === undefined) return;
    const isMatch = 'at' in goal && goal.at === this.#parts.finder.current;
    if (isMatch && line.kind === 'line') this.#parts.lines.uncover(line);
    this.#parts.list.reveal(line.number, isMatch ? 'center' : 'start');
    if (isMatch) this.#parts.list.showMatch();
  }

  #failed(message: string): void {
    this.#failure = message;
    this.#parts.announcements.say(message);
  }

  #leave(): void {
    this.#parts.reader.leave();
    this.#keepPlace();
    this.#draw();
  }

  #cameToEnd(): void {
    if (this.#paused) return;
    if (this.#parts.reader.isNearEnd) this.#goTo('end');
    else this.#parts.reader.later();
  }

  #scrolled(): void {
    this.#readAhead();
    this.#keepPlace();
  }

  #readAhead(): void {
    const wanted = wantedEnds(this.#parts.list.spare, this.#parts.log);
    if (wanted.earlier) this.#parts.reader.earlier();
    if (wanted.later) this.#parts.reader.later();
  }

  #pause(): void {
    if (this.#paused) {
      this.#goTo('end');
      return;
    }
    this.#paused = true;
    this.#parts.list.sticky = false;
    this.#parts.reader.leave();
    this.#parts.actions.showPaused(true);
    this.#draw();
  }

  /** Everything up to now goes out of sight; it is kept all the same. */
  #clear(): void {
    const last = this.#parts.log.items.findLast((item) => item.kind === 'line');
    const newest = last?.kind === 'line' && this.#parts.log.edges.atEnd ? last.entry.timeMs + 1 : 0;
    const timeMs = newest === 0 ? Date.now() : newest;
    this.#parts.selection.clear();
    this.#change({ since: { kind: 'cleared', timeMs } });
    this.#goTo('end');
  }

  #restyle(): void {
    this.#parts.list.restyle();
    this.#parts.cursor.refocus();
    this.#draw();
  }

  #draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#render();
    });
  }

  #render(): void {
    const { items } = this.#parts.log;
    const { count: sources, longest } = this.#parts.sources;
    const { time, onlyMatches } = this.#settings;
    this.#parts.list.gutterCells = gutterCells({
      time,
      sources,
      longest,
      columns: this.#parts.list.width,
    });
    this.#parts.list.update(this.#parts.openings.rows(items));
    this.#readAhead();
    const { following, newLines } = this.#parts.reader;
    this.#parts.newLines.show({ following: following || this.#paused, unseen: newLines });
    this.#parts.search.show(this.#parts.finder.query, this.#parts.finder.found, { onlyMatches });
    this.#parts.actions.showSettings();
    const filter = this.#filter();
    const isFiltered = Object.keys(filter).length > 1 || filter.hidden.length > 0;
    this.#parts.empty.hidden =
      items.length > 0 || this.#parts.reader.isReading || this.#state.kind !== 'live';
    setText(this.#parts.emptyText, isFiltered ? t('No line matches.') : t('No output yet.'));
    this.#parts.status.show({
      state: this.#state,
      paused: this.#paused,
      held: newLines,
      lines: items.length,
      failure: this.#failure,
      isFiltered,
    });
  }

  /** Remembers where the user reads, for when the panel is hidden and shown again. */
  #keepPlace(): void {
    clearTimeout(this.#anchorTimer);
    this.#anchorTimer = setTimeout(() => {
      const { top } = this.#parts.list;
      const timeMs = top?.kind === 'line' ? top.entry.timeMs : undefined;
      this.#settings.anchorMs = this.#parts.reader.following || this.#paused ? undefined : timeMs;
      this.#host.keep(this.#settings);
    }, anchorMs);
  }
}
