import type * as vscode from 'vscode';
import type { Server } from '../server.ts';

export interface StoreContext {
  readonly server: Server;
  readonly log: vscode.LogOutputChannel;
  /** Only language features work before this; asked again at each use. */
  readonly isTrusted: () => boolean;
}
