import * as vscode from 'vscode';
import { formatLine } from '#shared/logs/format-line';
import type { PanelServer } from '../panels/host.ts';
import { leftOut } from './left-out.ts';
import { LogFeed } from './log-feed.ts';
import { logLanguage } from './log-language.ts';
import type { LogSubject } from './log-subject.ts';

/** VS Code keeps all of a channel: it begins anew after so many lines. The logs panel has them all. */
const mostLines = 200_000;

/** The logs of a subject as a channel of the Output view. It is followed as long as it is in sight. */
export class LogOutput implements vscode.Disposable {
  readonly name: string;
  readonly #channel: vscode.OutputChannel;
  readonly #feed: LogFeed;
  readonly #editors: vscode.Disposable;
  #lines = 0;
  /** It takes a moment until the view has an editor for it. */
  #wasSeen = false;

  constructor(server: PanelServer, { target }: LogSubject, name: string) {
    this.name = name;
    this.#channel = vscode.window.createOutputChannel(name, logLanguage);
    this.#feed = new LogFeed(server, target, {
      onSources: () => undefined,
      onLines: (lines, dropped) => {
        const note = dropped === 0 ? '' : `${leftOut(dropped)}\n`;
        this.#append(note + lines.map((line) => formatLine(line, 'text')).join(''), lines.length);
      },
      onState: (state) => {
        if (state.kind !== 'unavailable') return;
        this.#append(`${[state.message, state.hint ?? ''].join(' ').trim()}\n`, 1);
      },
    });
    this.#editors = vscode.window.onDidChangeVisibleTextEditors(() => {
      this.#follow();
    });
  }

  get isVisible(): boolean {
    return vscode.window.visibleTextEditors.some(
      ({ document: { uri, languageId } }) =>
        uri.scheme === 'output' && languageId === logLanguage && uri.path.endsWith(`-${this.name}`),
    );
  }

  show(): void {
    this.#wasSeen = false;
    this.#feed.start();
    this.#channel.show(true);
  }

  dispose(): void {
    this.#editors.dispose();
    this.#feed.dispose();
    this.#channel.dispose();
  }

  #follow(): void {
    if (this.isVisible) {
      this.#wasSeen = true;
      this.#feed.start();
    } else if (this.#wasSeen) this.#feed.stop();
  }

  #append(text: string, lines: number): void {
    if (this.#lines > mostLines) {
      this.#channel.clear();
      this.#lines = 0;
    }
    this.#lines += lines;
    this.#channel.append(text);
  }
}
