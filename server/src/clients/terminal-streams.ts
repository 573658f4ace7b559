import type { StreamId } from '#shared/protocol/ids';
import { terminalsExited, terminalsPrinted } from '#shared/protocol/terminals';
import type { Terminal } from '../terminals/terminal.ts';
import type { TerminalRequest, Terminals } from '../terminals/terminals.ts';
import type { Client } from './client.ts';
import { ClientStreams } from './streams.ts';

/** The terminals that clients have open. */
export class TerminalStreams {
  readonly #terminals: Terminals;
  readonly #streams = new ClientStreams<Terminal>('terminal');

  constructor(terminals: Terminals) {
    this.#terminals = terminals;
  }

  async open(
    client: Client,
    request: TerminalRequest,
    signal: AbortSignal,
  ): Promise<{ readonly streamId: StreamId; readonly command: string }> {
    const streamId = this.#streams.newId();
    const listener = {
      onPrinted: (text: string) => {
        client.notify(terminalsPrinted, { streamId, text });
      },
      onExited: (exitCode: number | undefined) => {
        const exit = { streamId, ...(exitCode !== undefined && { exitCode }) };
        client.notify(terminalsExited, exit);
        this.#streams.close(client, streamId);
      },
    };
    const terminal = await this.#terminals.open(request, listener, signal);
    this.#streams.add(client, streamId, terminal);
    // The client has to know the id before the first text of it comes.
    setImmediate(() => {
      terminal.start();
    });
    return { streamId, command: terminal.command };
  }

  type(client: Client, streamId: StreamId, text: string): void {
    this.#streams.get(client, streamId).type(text);
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

  /** See `Terminals.settled`. */
  settled(): Promise<void> {
    return this.#terminals.settled();
  }
}
