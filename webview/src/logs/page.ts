import type { LogLevel } from '#shared/logs/filter';
import type { LogsToHost, LogsToPage } from '#shared/panels/logs';
import type { PanelState } from '#shared/panels/panel';
import { codicon, h, setText } from '../base/dom.ts';
import type { PageHost } from '../base/page-host.ts';
import { banner } from '../base/status.ts';
import { t } from '../base/text.ts';
import { onThemeChange } from '../base/theme.ts';
import { logActions } from './actions.ts';
import { announcer } from './announcer.ts';
import { assemble } from './assemble.ts';
import { LineCursor } from './cursor.ts';
import { Finder } from './finder.ts';
import { gutterCells } from './gutter.ts';
import { helpDialog } from './help.ts';
import { LineDeeds } from './line-deeds.ts';
import { LogList } from './list.ts';
import { Questions } from './model/questions.ts';
import { LogReader, type Goal } from './model/reader.ts';
import { Openings } from './model/rows.ts';
import { LogWindow } from './model/window.ts';
import type { WindowItem } from './model/window-item.ts';
import { newLinesButton } from './new-lines.ts';
import { pageKeys } from './page-keys.ts';
import { detailRowsOf, rowMaker } from './row-maker.ts';
import { SearchBar } from './search-bar.ts';
import { LineSelection } from './selection.ts';
import { carryOver, filterKeys, filterOf, queryOf, readSettings, searchKeys } from './settings.ts';
import type { LogsSettings } from './settings.ts';
import { SourcesBar } from './sources-bar.ts';
import { statusLine } from './status-line.ts';

/** Ages are counted in seconds at best; redrawing them more often would only be restless. */
const ageMs = 5000;
const anchorMs = 400;
/** Screens of lines that are read before the user comes to them. */
const ahead = 10;
const alarming: ReadonlySet<LogLevel> = new Set(['fatal', 'error', 'warn']);

/** The whole panel: takes messages and the user's wishes, and draws at most once a frame. */
export class LogsPage {
  readonly element: HTMLElement;
  readonly #host: PageHost<LogsToHost>;
  readonly #settings: LogsSettings;
  readonly #window = new LogWindow();
  readonly #openings = new Openings();
  readonly #selection = new LineSelection();
  readonly #questions: Questions;
  readonly #reader: LogReader;
  readonly #finder: Finder;
  readonly #list: LogList;
  readonly #cursor: LineCursor;
  readonly #lines: LineDeeds;
  readonly #search: SearchBar;
  readonly #actions: ReturnType<typeof logActions>;
  readonly #sources: SourcesBar;
  readonly #banner: ReturnType<typeof banner>;
  readonly #status = statusLine();
  readonly #announcer = announcer();
  readonly #help = helpDialog();
  readonly #newLines: ReturnType<typeof newLinesButton>;
  readonly #emptyText = h('p');
  readonly #empty = h('div', { class: 'empty' }, codicon('output'), this.#emptyText);
  #state: PanelState = { kind: 'connecting' };
  #paused = false;
  #failure = '';
  #drawing = false;
  #anchorTimer: number | undefined;

  constructor(host: PageHost<LogsToHost>) {
    this.#host = host;
    this.#settings = readSettings(host.settings);
    const post = host.post.bind(host);
    const draw = this.#draw.bind(this);
    const change = this.#change.bind(this);
    this.#questions = new Questions(post);
    this.#reader = new LogReader(this.#window, this.#questions, {
      post,
      onChanged: draw,
      onMoved: this.#moved.bind(this),
      onFailed: this.#failed.bind(this),
    });
    this.#finder = new Finder(this.#questions, {
      onChanged: draw,
      onFound: (at) => {
        this.#goTo({ at });
      },
    });
    this.#sources = new SourcesBar(this.#settings.hidden, {
      onHidden: (hidden) => {
        change({ hidden: [...hidden] });
      },
      onAdd: () => {
        post({ kind: 'add' });
      },
      onRemove: (source) => {
        post({ kind: 'remove', source });
      },
    });
    const parts = {
      window: this.#window,
      openings: this.#openings,
      finder: this.#finder,
      selection: this.#selection,
      sources: this.#sources,
      settings: this.#settings,
    };
    this.#list = new LogList({
      makeRow: rowMaker(parts),
      detailRows: (item) => detailRowsOf(item, this.#openings),
      onLeave: this.#leave.bind(this),
      onEnd: this.#cameToEnd.bind(this),
      onScroll: this.#scrolled.bind(this),
    });
    this.#cursor = new LineCursor(this.#list);
    this.#lines = new LineDeeds({
      ...parts,
      list: this.#list,
      cursor: this.#cursor,
      post,
      onChanged: this.#restyle.bind(this),
      onGoTo: this.#goTo.bind(this),
    });
    this.#search = new SearchBar(this.#settings, {
      onSettings: change,
      onStep: this.#step.bind(this),
      onLeave: () => {
        this.#list.element.focus();
      },
    });
    this.#actions = logActions(this.#settings, {
      change,
      pause: this.#pause.bind(this),
      clear: this.#clear.bind(this),
      askSince: () => {
        post({ kind: 'askSince' });
      },
      levelCounts: () => this.#window.groups.countLevels(this.#window.items),
      save: (format) => {
        post({ kind: 'save', format });
      },
      copy: () => {
        this.#lines.copy({ all: true });
      },
      add: () => {
        post({ kind: 'add' });
      },
      help: this.#help.open,
    });
    this.#banner = banner(() => {
      post({ kind: 'retry' });
    });
    this.#newLines = newLinesButton(() => {
      this.#goTo('end');
    });
    this.element = assemble({
      tools: [this.#search.element, this.#actions.element],
      sources: this.#sources.element,
      banner: this.#banner.element,
      list: this.#list.element,
      overlays: [this.#empty, this.#newLines.element, this.#announcer.element],
      status: this.#status.element,
      popups: [...this.#actions.popups, this.#help.element],
    });
  }

  /** To be called once the element is in the document, where it has a size. */
  start(): void {
    this.#list.wrap = this.#settings.wrap;
    this.#list.sticky = this.#settings.anchorMs === undefined;
    this.#openings.folds = this.#settings.fold;
    this.#finder.search(queryOf(this.#settings));
    this.#reader.begin(this.#filter(), { following: this.#settings.anchorMs === undefined });
    pageKeys(this.#list.element, {
      search: () => {
        this.#search.focus();
      },
      step: this.#step.bind(this),
      goTo: this.#goTo.bind(this),
      pause: this.#pause.bind(this),
      change: this.#change.bind(this),
      help: this.#help.open,
      settings: this.#settings,
      lines: this.#lines,
    });
    onThemeChange(() => {
      this.#list.resize();
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
      this.#banner.show(message.state);
    } else if (message.kind === 'opened') {
      this.#opened(message);
    } else if (message.kind === 'received') {
      this.#received(message);
    } else if (message.kind === 'since') {
      this.#change({ since: { kind: 'from', timeMs: message.sinceMs } });
    } else if (message.kind !== 'init') {
      this.#questions.take(message);
    }
    this.#draw();
  }

  #opened(message: Extract<LogsToPage, { readonly kind: 'opened' }>): void {
    const keys = message.sources.map(({ key }) => key);
    this.#settings.hidden = [...carryOver(this.#settings.hidden, keys)];
    this.#sources.reset(message.sources, this.#settings.hidden);
    this.#selection.clear();
    const { anchorMs: timeMs } = this.#settings;
    this.#reader.opened(message, timeMs === undefined ? 'end' : { timeMs });
    this.#finder.count();
    this.#list.restyle();
  }

  #received(message: Extract<LogsToPage, { readonly kind: 'received' }>): void {
    const { lines, dropped } = message;
    if (this.#sources.meet(new Set(lines.map(({ source }) => source)))) this.#list.restyle();
    this.#reader.received(message);
    this.#finder.live(lines, { isWhole: dropped === 0 && message.behind === undefined });
    const levels = this.#window.items.slice(-lines.length).map((item) => this.#levelOf(item));
    const alarms = levels.filter((level) => alarming.has(level)).length;
    if (this.#reader.following) this.#announcer.came(lines.length, alarms);
  }

  #change(changed: Partial<LogsSettings>): void {
    Object.assign(this.#settings, changed);
    this.#host.keep(this.#settings);
    if (changed.wrap !== undefined) this.#list.wrap = changed.wrap;
    if (changed.fold !== undefined) this.#openings.folds = changed.fold;
    const isSearch = searchKeys.some((key) => key in changed);
    const isFilter = filterKeys.some((key) => key in changed);
    if (isSearch) this.#finder.search(queryOf(this.#settings));
    if (isFilter || (isSearch && this.#settings.onlyMatches)) {
      this.#reader.filter(this.#filter(), this.#place());
      this.#finder.count();
    }
    this.#restyle();
  }

  #filter() {
    const isQuery = this.#finder.query.kind === 'pattern';
    return filterOf(this.#settings, { nowMs: Date.now(), isQuery });
  }

  /** What the user looks at: the match, when it is in sight. */
  #place(): Goal {
    const { current } = this.#finder;
    const match = current === undefined ? undefined : this.#window.lineAt(current);
    if (current !== undefined && match !== undefined && this.#list.pool.elementOf(match)) {
      return { at: current };
    }
    const { top } = this.#list;
    if (top?.kind !== 'line') return 'end';
    return top.at === undefined ? { timeMs: top.entry.timeMs } : { at: top.at };
  }

  /** Goes to a match; the first one is looked for from what is in sight. */
  #step(direction: 'next' | 'previous'): void {
    const edge = direction === 'next' ? this.#list.top : this.#list.bottom;
    this.#finder.step(direction, edge?.kind === 'line' ? edge.at : undefined);
    this.#draw();
  }

  #goTo(goal: Goal, options = { anew: false }): void {
    this.#paused = false;
    this.#actions.showPaused(false);
    this.#list.sticky = false;
    this.#reader.goTo(goal, options);
    if (goal === 'end') this.#list.sticky = true;
    this.#keepPlace();
    this.#restyle();
  }

  /** The window is another one, or the user wants to see another part of it. */
  #moved(goal: Goal): void {
    this.#list.sticky = this.#reader.following;
    this.#list.update(this.#openings.rows(this.#window.items, this.#window.groups));
    if (goal === 'start') this.#list.reveal(this.#window.items[0]?.number ?? 0, 'start');
    else if (goal !== 'end') this.#revealGoal(goal);
    this.#restyle();
  }

  #revealGoal(goal: Exclude<Goal, string>): void {
    const { items } = this.#window;
    const line =
      'at' in goal
        ? (this.#window.lineAt(goal.at) ?? items[0])
        : (items.find((item) => item.kind === 'line' && item.entry.timeMs >= goal.timeMs) ??
          items.at(-1));
    if (line === undefined) return;
    const isMatch = 'at' in goal && goal.at === this.#finder.current;
    if (isMatch && line.kind === 'line') this.#lines.uncover(line);
    this.#list.reveal(line.number, isMatch ? 'center' : 'start');
    if (isMatch) this.#list.showMatch();
  }

  #failed(message: string): void {
    this.#failure = message;
    this.#announcer.say(message);
  }

  #leave(): void {
    this.#reader.leave();
    this.#keepPlace();
    this.#draw();
  }

  #cameToEnd(): void {
    if (this.#paused) return;
    if (this.#reader.isNearEnd) this.#goTo('end');
    else this.#reader.later();
  }

  #scrolled(): void {
    this.#readAhead();
    this.#keepPlace();
  }

  #readAhead(): void {
    const { above, below } = this.#list.spare;
    if (above < ahead) this.#reader.earlier();
    if (below < ahead) this.#reader.later();
  }

  #pause(): void {
    if (this.#paused) {
      this.#goTo('end');
      return;
    }
    this.#paused = true;
    this.#list.sticky = false;
    this.#reader.leave();
    this.#actions.showPaused(true);
    this.#draw();
  }

  /** Everything up to now goes out of sight; it is kept all the same. */
  #clear(): void {
    const last = this.#window.items.findLast((item) => item.kind === 'line');
    const newest = last?.kind === 'line' && this.#window.edges.atEnd ? last.entry.timeMs + 1 : 0;
    const timeMs = newest === 0 ? Date.now() : newest;
    this.#selection.clear();
    this.#change({ since: { kind: 'cleared', timeMs } });
    this.#goTo('end');
  }

  #levelOf(item: WindowItem): LogLevel {
    return item.kind === 'line' ? this.#window.groups.roleOf(item).level : 'none';
  }

  #restyle(): void {
    this.#list.restyle();
    this.#cursor.refocus();
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
    const { items, groups } = this.#window;
    const { count: sources, longest } = this.#sources;
    const { time, onlyMatches } = this.#settings;
    this.#list.gutterCells = gutterCells({ time, sources, longest, columns: this.#list.width });
    this.#list.update(this.#openings.rows(items, groups));
    this.#readAhead();
    const { following, newLines } = this.#reader;
    this.#newLines.show({ following: following || this.#paused, unseen: newLines });
    this.#search.show(this.#finder.query, this.#finder.found, { onlyMatches });
    this.#actions.showSettings();
    const filter = this.#filter();
    const isFiltered = Object.keys(filter).length > 1 || filter.hidden.length > 0;
    this.#empty.hidden = items.length > 0 || this.#reader.isReading || this.#state.kind !== 'live';
    setText(this.#emptyText, isFiltered ? t('No line matches.') : t('No output yet.'));
    this.#status.show({
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
      const { top } = this.#list;
      const timeMs = top?.kind === 'line' ? top.entry.timeMs : undefined;
      this.#settings.anchorMs = this.#reader.following || this.#paused ? undefined : timeMs;
      this.#host.keep(this.#settings);
    }, anchorMs);
  }
}
