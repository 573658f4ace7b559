import * as vscode from 'vscode';
import type { PanelState } from '#shared/panels/panel';
import { linksIn, type Link } from '#shared/logs/links';
import { t } from '../base/l10n.ts';
import type { PanelServer } from '../panels/host.ts';
import { LogFeed } from './log-feed.ts';
import type { LinkOrigin } from './log-places.ts';
import type { LogSubject } from './log-subject.ts';
import { leftOut } from './left-out.ts';
import { sourceOfLine, TerminalText } from './terminal-text.ts';

export class LogLink extends vscode.TerminalLink {
  readonly origin: LinkOrigin;
  readonly place: Link['place'];

  constructor({ from, to, place }: Link, origin: LinkOrigin) {
    const tooltip = place.kind === 'url' ? t('Open in Browser') : t('Open File');
    super(from, to - from, tooltip);
    this.origin = origin;
    this.place = place;
  }
}

/** The logs of a subject in a terminal, for as long as that is open. */
export class LogTerminal implements vscode.Pseudoterminal {
  readonly #feed: LogFeed;
  readonly #text = new TerminalText();
  readonly #written = new vscode.EventEmitter<string>();
  readonly #ended = new vscode.EventEmitter<void>();
  readonly #onClosed: () => void;
  #state: PanelState = { kind: 'connecting' };

  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#ended.event;

  constructor(
    server: PanelServer,
    { target }: LogSubject,
    { onClosed }: { readonly onClosed: () => void },
  ) {
    this.#onClosed = onClosed;
    this.#feed = new LogFeed(server, target, {
      onSources: (sources) => {
        this.#text.know(sources);
      },
      onLines: (lines, dropped) => {
        const note = dropped === 0 ? '' : this.#text.note(leftOut(dropped));
        this.#written.fire(note + lines.map((line) => this.#text.line(line)).join(''));
      },
      onState: (state) => {
        this.#say(state);
      },
    });
  }

  open(): void {
    this.#feed.start();
  }

  close(): void {
    this.#feed.dispose();
    this.#written.dispose();
    this.#ended.dispose();
    this.#onClosed();
  }

  /** As in a shell that runs `docker compose logs -f`: Ctrl+C and Ctrl+D end it. */
  handleInput(text: string): void {
    if (text === '\x03' || text === '\x04') this.#ended.fire();
  }

  /** What a line leads to. */
  links(line: string): LogLink[] {
    const { streamId } = this.#feed;
    const found = sourceOfLine(line, this.#text.sources);
    if (streamId === undefined || found === undefined) return [];
    const { source, from } = found;
    return linksIn(line.slice(from)).map(
      (link) =>
        new LogLink({ ...link, from: from + link.from, to: from + link.to }, { streamId, source }),
    );
  }

  /** Once for each time that nothing can be read. */
  #say(state: PanelState): void {
    const isNews = state.kind === 'unavailable' && this.#state.kind !== 'unavailable';
    this.#state = state;
    if (!isNews) return;
    const { message, hint = '' } = state;
    this.#written.fire(this.#text.note(`${message} ${hint}`.trim()));
  }
}
