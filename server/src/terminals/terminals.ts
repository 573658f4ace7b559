import { randomUUID } from 'node:crypto';
import type { ContainerId } from '#shared/protocol/ids';
import type { EngineConnection } from '../engines/connection-contract.ts';
import { findShell } from './find-shell.ts';
import { hangUpProcesses } from './hang-up.ts';
import { Terminal, type TerminalListener } from './terminal.ts';

export interface TerminalRequest {
  readonly containerId: ContainerId;
  readonly command?: readonly string[] | undefined;
  readonly columns: number;
  readonly rows: number;
}

export class Terminals {
  readonly #connection: EngineConnection;
  readonly #hangUps = new Set<Promise<void>>();

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
    const mark = `HYPERBOX_TERMINAL=${randomUUID()}`;
    const environment = ['TERM=xterm-256color', mark];
    const spec = { command: shell, columns, rows, environment };
    const terminal = await engine.containers.openTerminal(containerId, spec, signal);
    const hangUp = (): void => {
      const hung = hangUpProcesses(engine, containerId, mark).finally(() => {
        this.#hangUps.delete(hung);
      });
      this.#hangUps.add(hung);
    };
    return new Terminal(terminal, { command: shell, listener, hangUp });
  }

  /** Resolves when what ran in the terminals that were closed has been told so. */
  async settled(): Promise<void> {
    await Promise.all(this.#hangUps);
  }
}
