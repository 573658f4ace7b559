import * as vscode from 'vscode';
import { t } from '../base/l10n.ts';
import type { PanelServer } from '../panels/host.ts';
import type { LogPlaces } from './log-places.ts';
import { keyOf, type LogSubject } from './log-subject.ts';
import { LogTerminal, type LogLink } from './log-terminal.ts';

interface Entry {
  readonly terminal: vscode.Terminal;
  readonly pty: LogTerminal;
}

/** Logs in terminals: one for each subject. */
export class LogTerminals implements vscode.TerminalLinkProvider<LogLink>, vscode.Disposable {
  readonly #server: PanelServer;
  readonly #places: Pick<LogPlaces, 'open'>;
  readonly #open = new Map<string, Entry>();
  readonly #links: vscode.Disposable;

  constructor(server: PanelServer, places: Pick<LogPlaces, 'open'>) {
    this.#server = server;
    this.#places = places;
    this.#links = vscode.window.registerTerminalLinkProvider(this);
  }

  show(subject: LogSubject): void {
    const key = keyOf(subject);
    const { terminal } = this.#open.get(key) ?? this.#make(key, subject);
    terminal.show(true);
  }

  provideTerminalLinks({ line, terminal }: vscode.TerminalLinkContext): LogLink[] {
    const own = [...this.#open.values()].find((entry) => entry.terminal === terminal);
    return own?.pty.links(line) ?? [];
  }

  async handleTerminalLink({ origin, place }: LogLink): Promise<void> {
    await this.#places.open(origin, place);
  }

  dispose(): void {
    this.#links.dispose();
    for (const { terminal } of this.#open.values()) terminal.dispose();
  }

  #make(key: string, subject: LogSubject): Entry {
    const pty = new LogTerminal(this.#server, subject, {
      onClosed: () => {
        this.#open.delete(key);
      },
    });
    const terminal = vscode.window.createTerminal({
      name: t('Logs: {0}', subject.title),
      pty,
      iconPath: new vscode.ThemeIcon('output'),
      // It has nothing that a window that is opened anew could go on with.
      isTransient: true,
    });
    const entry = { terminal, pty };
    this.#open.set(key, entry);
    return entry;
  }
}
