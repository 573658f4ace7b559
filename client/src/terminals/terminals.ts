import * as vscode from 'vscode';
import type { StreamId } from '#shared/protocol/ids';
import { terminalsExited, terminalsOpen, terminalsPrinted } from '#shared/protocol/terminals';
import type { ContainerItem } from '#shared/protocol/inventory';
import { t } from '../base/l10n.ts';
import type { Server } from '../server.ts';
import { ContainerTerminal, type TerminalProgram } from './container-terminal.ts';

/** Hands the server's output to the terminal whose stream it is. */
export class Terminals implements vscode.Disposable {
  readonly #server: Server;
  readonly #open = new Map<StreamId, ContainerTerminal>();
  /** Output that came before the answer that names its stream. */
  readonly #early = new Map<StreamId, string>();
  readonly #subscriptions: vscode.Disposable[];
  #opening = 0;

  constructor(server: Server) {
    this.#server = server;
    this.#subscriptions = [
      server.on(terminalsPrinted, ({ streamId, text }) => {
        const terminal = this.#open.get(streamId);
        if (terminal !== undefined) terminal.print(text);
        else if (this.#opening > 0) {
          this.#early.set(streamId, (this.#early.get(streamId) ?? '') + text);
        }
      }),
      server.on(terminalsExited, ({ streamId, exitCode }) => {
        this.#open.get(streamId)?.exited(exitCode);
        this.#open.delete(streamId);
      }),
      server.onDidStart(() => {
        // The streams ended with the server that had opened them.
        for (const terminal of this.#open.values()) terminal.exited(undefined);
        this.#open.clear();
      }),
    ];
  }

  /** A shell in a container. */
  show(container: ContainerItem): void {
    this.#show(container.compose?.service ?? container.name, {
      open: async (size) => {
        const request = { containerId: container.id, ...size };
        return (await this.#server.send(terminalsOpen, request)).streamId;
      },
      endText: () => t('The shell has ended'),
      closes: true,
    });
  }

  /** A command in a container of its own. */
  run({ name, open }: { readonly name: string } & Pick<TerminalProgram, 'open'>): void {
    this.#show(name, { open, endText: () => t('The command has ended'), closes: false });
  }

  #show(name: string, program: TerminalProgram): void {
    const terminal = new ContainerTerminal(this.#server, program, {
      opening: () => {
        this.#opening += 1;
      },
      opened: (streamId) => {
        this.#opening -= 1;
        if (streamId !== undefined) {
          this.#open.set(streamId, terminal);
          terminal.print(this.#early.get(streamId) ?? '');
        }
        if (this.#opening === 0) this.#early.clear();
      },
      closed: (streamId) => {
        this.#open.delete(streamId);
      },
    });
    vscode.window
      .createTerminal({
        name,
        pty: terminal,
        iconPath: new vscode.ThemeIcon('terminal'),
      })
      .show();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
