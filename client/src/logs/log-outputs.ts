import type * as vscode from 'vscode';
import type { PanelServer } from '../panels/host.ts';
import { LogOutput } from './log-output.ts';
import { keyOf, type LogSubject } from './log-subject.ts';

/**
 * So many channels are kept: nobody can close one in the Output view, whose list would only grow. One
 * that is out of sight costs nothing but its place there.
 */
const mostKept = 6;

/** Logs in the Output view: one channel for each subject. */
export class LogOutputs implements vscode.Disposable {
  readonly #server: PanelServer;
  /** The one that was last asked for is the last. */
  readonly #kept = new Map<string, LogOutput>();

  constructor(server: PanelServer) {
    this.#server = server;
  }

  show(subject: LogSubject): void {
    const key = keyOf(subject);
    const output = this.#kept.get(key) ?? this.#make(subject);
    this.#kept.delete(key);
    this.#kept.set(key, output);
    output.show();
    this.#forgetOldest();
  }

  dispose(): void {
    for (const output of this.#kept.values()) output.dispose();
    this.#kept.clear();
  }

  /** Two subjects may have one name: a project and a container, say. */
  #make(subject: LogSubject): LogOutput {
    const names = new Set([...this.#kept.values()].map(({ name }) => name));
    const first = `HyperBox: ${subject.title}`;
    let name = first;
    for (let count = 2; names.has(name); count++) name = `${first} (${String(count)})`;
    return new LogOutput(this.#server, subject, name);
  }

  #forgetOldest(): void {
    for (const [key, output] of this.#kept) {
      if (this.#kept.size <= mostKept) return;
      if (output.isVisible) continue;
      this.#kept.delete(key);
      output.dispose();
    }
  }
}
