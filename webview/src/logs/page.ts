import type { LogsToHost, LogsToPage, PageLine } from '#shared/panels/logs';
import type { PanelState } from '#shared/panels/panel';
import { codicon, h, setText } from '../base/dom.ts';
import type { PageHost } from '../base/page-host.ts';
import { banner } from '../base/status.ts';
import { t } from '../base/text.ts';
import { onThemeChange } from '../base/theme.ts';
import { logActions } from './actions.ts';
import { assemble } from './assemble.ts';
import { Inbox } from './inbox.ts';
import { commandOf, type Command } from './keys.ts';
import { gutterCells, selectedText, selectInGutter } from './line-selecting.ts';
import { LogList } from './list.ts';
import type { Entry } from './model/entry.ts';
import { toFile } from './model/export.ts';
import type { Place } from './model/hits.ts';
import { LogView, pageLimits } from './model/log-view.ts';
import { compileQuery } from '#shared/logs/query';
import { newLinesButton } from './new-lines.ts';
import { makeRow } from './row.ts';
import { SearchBar } from './search-bar.ts';
import { LineSelection } from './selection.ts';
import { readSettings, type LogsSettings } from './settings.ts';
import { SourcesBar } from './sources-bar.ts';
import { statusLine } from './status-line.ts';

/** Ages are counted in seconds at best; redrawing them more often would only be restless. */
const ageMs = 5000;
const anchorMs = 400;
const searchKeys = ['search', 'regex', 'matchCase', 'onlyMatches'] as const;

/** The whole panel: takes messages and the user's wishes, and draws at most once a frame. */
export class LogsPage {
  readonly element: HTMLElement;
  readonly #host: PageHost<LogsToHost>;
  readonly #settings: LogsSettings;
  readonly #view = new LogView();
  readonly #inbox = new Inbox(pageLimits.lines);
  readonly #selection = new LineSelection();
  readonly #list: LogList;
  readonly #search: SearchBar;
  readonly #actions: ReturnType<typeof logActions>;
  readonly #sources: SourcesBar;
  readonly #banner: ReturnType<typeof banner>;
  readonly #status = statusLine();
  readonly #newLines: ReturnType<typeof newLinesButton>;
  readonly #emptyText = h('p');
  readonly #empty = h('div', { class: 'empty' }, codicon('output'), this.#emptyText);
  #state: PanelState = { kind: 'connecting' };
  #current: Place | undefined;
  #unseen = 0;
  #skipped = 0;
  /** Shown lines that have left at the start since the list was last updated. */
  #left = 0;
  #drawing = false;
  #anchorTimer: number | undefined;
  #restoreMs: number | undefined;

  constructor(host: PageHost<LogsToHost>) {
    this.#host = host;
    this.#settings = readSettings(host.settings);
    const events = {
      onSettings: this.#change.bind(this),
      onStep: this.#step.bind(this),
      onLeave: () => {
        this.#list.element.focus();
      },
      onPause: this.#pause.bind(this),
      onClear: this.#clear.bind(this),
      onSave: () => {
        host.post({ kind: 'save', text: toFile(this.#view.rows) });
      },
    };
    this.#search = new SearchBar(this.#settings, events);
    this.#actions = logActions(this.#settings, events);
    this.#sources = new SourcesBar(this.#settings.hidden, (hidden) => {
      this.#change({ hidden: [...hidden] });
    });
    this.#banner = banner(() => {
      host.post({ kind: 'retry' });
    });
    this.#newLines = newLinesButton(() => {
      this.#list.follow();
    });
    this.#list = new LogList({
      makeRow: this.#row.bind(this),
      onFollow: () => {
        this.#unseen = 0;
        this.#keepAnchor();
        this.#draw();
      },
      onScroll: this.#keepAnchor.bind(this),
    });
    this.element = assemble({
      tools: [this.#search.element, this.#actions.element],
      sources: this.#sources.element,
      banner: this.#banner.element,
      list: this.#list.element,
      overlays: [this.#empty, this.#newLines.element],
      status: this.#status.element,
    });
  }

  /** To be called once the element is in the document, where it has a size. */
  start(): void {
    this.#restoreMs = this.#settings.anchorMs;
    this.#list.wrap = this.#settings.wrap;
    this.#view.hide(new Set(this.#settings.hidden));
    this.#find();
    selectInGutter(this.#list, this.#selection, () => {
      this.#list.restyle();
    });
    document.addEventListener('keydown', (event) => {
      const command = commandOf(event);
      if (command !== undefined && this.#run(command)) event.preventDefault();
    });
    onThemeChange(() => {
      this.#list.resize();
      this.#list.restyle();
    });
    setInterval(() => {
      if (this.#settings.time === 'age') this.#list.restyle();
    }, ageMs);
    this.#draw();
  }

  take(message: LogsToPage): void {
    if (message.kind === 'state') {
      this.#state = message.state;
      this.#banner.show(message.state);
    } else if (message.kind === 'opened') {
      this.#clear();
      this.#addSources(message.sources);
    } else if (message.kind === 'received') {
      this.#skipped += message.dropped;
      this.#append(this.#inbox.take(message.lines));
    }
    this.#draw();
  }

  #run(command: Command): boolean {
    if (command === 'search') this.#search.focus();
    else if (command === 'next') this.#step(1);
    else if (command === 'previous') this.#step(-1);
    else if (command === 'follow') this.#list.follow();
    else return this.#runSelection(command);
    return true;
  }

  #runSelection(command: 'selectAll' | 'copy' | 'leave'): boolean {
    if (command === 'copy') {
      // Without chosen lines the browser copies its own selection.
      if (!this.#selection.any) return false;
      const text = selectedText(this.#view.rows, this.#selection, this.#sources.count > 1);
      this.#host.post({ kind: 'copy', text });
      return true;
    }
    if (command === 'selectAll') this.#selection.all();
    else this.#selection.clear();
    this.#list.restyle();
    return true;
  }

  #change(changed: Partial<LogsSettings>): void {
    Object.assign(this.#settings, changed);
    this.#host.keep(this.#settings);
    if (changed.hidden !== undefined) this.#view.hide(new Set(changed.hidden));
    if (changed.wrap !== undefined) this.#list.wrap = changed.wrap;
    if (searchKeys.some((key) => key in changed)) this.#find();
    this.#list.update(this.#view.rows, { dropped: 0 });
    this.#list.restyle();
    this.#draw();
  }

  #find(): void {
    const { search, regex, matchCase, onlyMatches } = this.#settings;
    this.#current = undefined;
    this.#view.search(compileQuery({ text: search, regex, matchCase }), onlyMatches);
  }

  /** Goes to a match; the first one is looked for from what is in sight. */
  #step(direction: 1 | -1): void {
    const edge = direction === 1 ? this.#list.top : this.#list.bottom;
    const from = this.#current ?? (edge && { entry: edge, nth: direction === 1 ? -1 : Infinity });
    this.#current = this.#view.hits.step(from, direction);
    if (this.#current === undefined) return;
    this.#list.reveal(this.#current.entry, 'center');
    this.#list.restyle();
    this.#list.showMatch();
    this.#draw();
  }

  #pause(): void {
    if (this.#inbox.paused) this.#append(this.#inbox.resume());
    else this.#inbox.pause();
    this.#actions.showPaused(this.#inbox.paused);
    this.#draw();
  }

  #clear(): void {
    this.#view.clear();
    this.#inbox.reset();
    this.#selection.clear();
    this.#current = undefined;
    this.#unseen = this.#skipped = this.#left = 0;
    this.#list.follow();
    this.#draw();
  }

  #append(lines: readonly PageLine[]): void {
    this.#addSources([...new Set(lines.map(({ source }) => source))]);
    const { added, dropped } = this.#view.append(lines);
    this.#left += dropped;
    if (!this.#list.following) this.#unseen += added;
  }

  #addSources(sources: readonly string[]): void {
    // By name, as in the metrics panel, so that a service has the same colour in both.
    const sorted = [...sources].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    if (this.#sources.add(sorted)) this.#list.restyle();
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
    const { rows, entries, query, hits } = this.#view;
    const { count: sources, longest } = this.#sources;
    const { time } = this.#settings;
    this.#list.gutterCells = gutterCells({ time, sources, longest, columns: this.#list.width });
    this.#list.update(rows, { dropped: this.#left });
    this.#left = 0;
    this.#restore();
    this.#newLines.show({ following: this.#list.following, unseen: this.#unseen });
    this.#search.show(query, hits.total, this.#current ? hits.numberOf(this.#current) : 0);
    this.#empty.hidden = rows.length > 0 || (entries.length === 0 && this.#state.kind !== 'live');
    setText(this.#emptyText, entries.length > 0 ? t('No line matches.') : t('No output yet.'));
    this.#status.show({
      state: this.#state,
      paused: this.#inbox.paused,
      held: this.#inbox.count,
      shown: rows.length,
      all: entries.length,
      dropped: this.#skipped,
    });
  }

  #row(entry: Entry): HTMLElement {
    return makeRow(entry, {
      query: this.#view.query,
      current: this.#current?.entry === entry ? this.#current.nth : undefined,
      time: this.#settings.time,
      nowMs: Date.now(),
      withSource: this.#sources.count > 1,
      colour: this.#sources.colourOf(entry.source),
      selected: this.#selection.has(entry),
    });
  }

  /** Remembers where the user reads, for when the panel is hidden and shown again. */
  #keepAnchor(): void {
    clearTimeout(this.#anchorTimer);
    this.#anchorTimer = setTimeout(() => {
      if (this.#restoreMs !== undefined) return;
      const { following, top } = this.#list;
      this.#settings.anchorMs = following ? undefined : top?.timeMs;
      this.#host.keep(this.#settings);
    }, anchorMs);
  }

  /** Goes back to where the user was reading, as soon as that line is there again. */
  #restore(): void {
    const wantedMs = this.#restoreMs;
    if (wantedMs === undefined) return;
    const entry = this.#view.rows.find(({ timeMs }) => timeMs >= wantedMs);
    if (entry === undefined) return;
    this.#restoreMs = undefined;
    this.#list.reveal(entry, 'start');
  }
}
