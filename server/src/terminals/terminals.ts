import type { ContainerId } from '#shared/protocol/ids';
import type { EngineConnection } from '../engines/connection-contract.ts';
import { findShell } from './find-shell.ts';
import { Terminal, type TerminalListener } from './terminal.ts';

export interface TerminalRequest {
  readonly containerId: ContainerId;
  readonly command?: readonly string[] | undefined;
  readonly columns: number;
  readonly rows: number;
}

export class Terminals {
  readonly #connection: EngineConnection;

  constructor(connection: EngineConnection) {
    this.#connection = connection;
  }

  /** The caller owns the terminal. Nothing is printed before `Terminal.start`. */
  async open(
    { containerId, command, columns, rows }: TerminalRequest,
    listener: TerminalListener,
    signal: AbortSignal,
  ): Promise<Terminal> {
    const engine = this.#connection.require();
    const shell = command ?? (await findShell(engine, containerId, signal));
    const spec = { command: shell, columns, rows, environment: ['TERM=xterm-256color'] };
    const terminal = await engine.containers.openTerminal(containerId, spec, signal);
    return new Terminal(terminal, shell, listener);
  }
}
