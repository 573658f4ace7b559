import type { StreamId } from '#shared/protocol/ids';
import { terminalsExited, terminalsPrinted } from '#shared/protocol/terminals';
import type { EngineAttachment } from '../engines/contract.ts';
import { Terminal, type TerminalListener, type TerminalOptions } from '../terminals/terminal.ts';
import type { TerminalRequest, Terminals } from '../terminals/terminals.ts';
import type { Client } from './client.ts';
import { ClientStreams } from './streams.ts';

/** The terminals that clients have open. */
export class TerminalStreams {
  readonly #terminals: Terminals;
  readonly #streams = new ClientStreams<Terminal>('terminal');
  readonly #hangUps = new Set<Promise<void>>();

  constructor(terminals: Terminals) {
    this.#terminals = terminals;
  }

  async open(
    client: Client,
    request: TerminalRequest,
    signal: AbortSignal,
  ): Promise<{ readonly streamId: StreamId; readonly command: string }> {
    const streamId = this.#streams.newId();
    const listener = this.#listener(client, streamId);
    const terminal = await this.#terminals.open(request, listener, signal);
    this.#add(client, streamId, terminal);
    return { streamId, command: terminal.command };
  }

  /** Takes over the streams of a command that runs already. */
  adopt(
    client: Client,
    attachment: EngineAttachment,
    options: Omit<TerminalOptions, 'listener' | 'hangUp'> & {
      readonly hangUp: () => Promise<void>;
    },
  ): StreamId {
    const streamId = this.#streams.newId();
    const listener = this.#listener(client, streamId);
    const hangUp = (): void => {
      const hung = options.hangUp().finally(() => this.#hangUps.delete(hung));
      this.#hangUps.add(hung);
    };
    this.#add(client, streamId, new Terminal(attachment, { ...options, listener, hangUp }));
    return streamId;
  }

  type(client: Client, streamId: StreamId, text: string): void {
    this.#streams.get(client, streamId).type(text);
  }

  endInput(client: Client, streamId: StreamId): void {
    this.#streams.get(client, streamId).endInput();
  }

  async resize(
    client: Client,
    streamId: StreamId,
    size: { readonly columns: number; readonly rows: number },
  ): Promise<void> {
    await this.#streams.get(client, streamId).resize(size.columns, size.rows);
  }

  close(client: Client, streamId: StreamId): void {
    this.#streams.close(client, streamId);
  }

  #add(client: Client, streamId: StreamId, terminal: Terminal): void {
    this.#streams.add(client, streamId, terminal);
    // The client has to know the id before the first text of it comes.
    setImmediate(() => {
      terminal.start();
    });
  }

  #listener(client: Client, streamId: StreamId): TerminalListener {
    return {
      onPrinted: (text, stderr) => {
        client.notify(terminalsPrinted, { streamId, text, ...(stderr && { stderr }) });
      },
      onExited: (exitCode) => {
        const exit = { streamId, ...(exitCode !== undefined && { exitCode }) };
        client.notify(terminalsExited, exit);
        this.#streams.close(client, streamId);
      },
    };
  }

  /** See `Terminals.settled`. */
  async settled(): Promise<void> {
    await Promise.all([this.#terminals.settled(), ...this.#hangUps]);
  }
}
