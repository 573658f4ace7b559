import * as vscode from 'vscode';
import type { StreamId } from '#shared/protocol/ids';
import { terminalsClosed, terminalsResized, terminalsTyped } from '#shared/protocol/terminals';
import { t } from '../base/l10n.ts';
import { sentence, shortenIds } from '../failure-text.ts';
import { toRequestFailure } from '../request-failure.ts';
import type { Server } from '../server.ts';

export interface TerminalEvents {
  readonly opening: () => void;
  /** `undefined` when it could not be opened. */
  readonly opened: (streamId: StreamId | undefined) => void;
  readonly closed: (streamId: StreamId) => void;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** What runs in a terminal. */
export interface TerminalProgram {
  /** Starts it; `undefined` when there is nothing to show. */
  readonly open: (size: TerminalSize) => Promise<StreamId | undefined>;
  /** "The shell has ended". */
  readonly endText: () => string;
  /** An end without a failure takes the terminal along; else what was printed can be read. */
  readonly closes: boolean;
}

/** A program in a container, shown as a terminal of VS Code. */
export class ContainerTerminal implements vscode.Pseudoterminal {
  readonly #server: Server;
  readonly #program: TerminalProgram;
  readonly #events: TerminalEvents;
  readonly #written = new vscode.EventEmitter<string>();
  readonly #ended = new vscode.EventEmitter<number>();
  #size: { columns: number; rows: number } = { columns: 80, rows: 24 };
  #state:
    | { readonly kind: 'opening' }
    | { readonly kind: 'open'; readonly streamId: StreamId }
    | { readonly kind: 'ended' } = { kind: 'opening' };

  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#ended.event;

  constructor(server: Server, program: TerminalProgram, events: TerminalEvents) {
    this.#server = server;
    this.#program = program;
    this.#events = events;
  }

  open(dimensions: vscode.TerminalDimensions | undefined): void {
    if (dimensions !== undefined) this.#size = dimensions;
    void this.#open();
  }

  async #open(): Promise<void> {
    const size = { ...this.#size };
    this.#events.opening();
    try {
      const streamId = await this.#program.open(size);
      if (streamId === undefined) this.#events.opened(undefined);
      else this.#opened(streamId, size);
    } catch (error) {
      this.#events.opened(undefined);
      const { message, details } = toRequestFailure(error);
      // Kept open: the text is the only thing that says why nothing runs.
      this.print(`\x1b[31m${sentence(shortenIds(message))}\x1b[0m\r\n${details.hint ?? ''}\r\n`);
      this.#state = { kind: 'ended' };
    }
  }

  #opened(streamId: StreamId, size: { columns: number; rows: number }): void {
    this.#events.opened(streamId);
    if (this.#state.kind === 'ended') {
      this.#server.notify(terminalsClosed, { streamId });
      this.#events.closed(streamId);
      return;
    }
    this.#state = { kind: 'open', streamId };
    if (size.columns !== this.#size.columns || size.rows !== this.#size.rows) {
      this.#server.notify(terminalsResized, { streamId, ...this.#size });
    }
  }

  print(text: string): void {
    if (text !== '') this.#written.fire(text);
  }

  exited(exitCode: number | undefined): void {
    this.#state = { kind: 'ended' };
    if (exitCode === 0 && this.#program.closes) this.#ended.fire(0);
    else {
      const code = exitCode === undefined ? '' : ` (${t('exit code {0}', exitCode)})`;
      this.print(`\r\n\x1b[2m${this.#program.endText()}${code}\x1b[0m\r\n`);
    }
  }

  handleInput(text: string): void {
    if (this.#state.kind === 'open') {
      this.#server.notify(terminalsTyped, { streamId: this.#state.streamId, text });
    } else if (this.#state.kind === 'ended') {
      this.#ended.fire(0);
    }
  }

  setDimensions({ columns, rows }: vscode.TerminalDimensions): void {
    this.#size = { columns, rows };
    if (this.#state.kind === 'open') {
      this.#server.notify(terminalsResized, { streamId: this.#state.streamId, ...this.#size });
    }
  }

  close(): void {
    if (this.#state.kind === 'open') {
      this.#server.notify(terminalsClosed, { streamId: this.#state.streamId });
      this.#events.closed(this.#state.streamId);
    }
    this.#state = { kind: 'ended' };
  }
}
