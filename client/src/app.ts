import type * as vscode from 'vscode';
import type { PanelContext } from './panels/host.ts';
import type { ReloadRules } from './documents/reload-rules.ts';
import type { TextDocuments } from './documents/text-documents.ts';
import type { LogOutputs } from './logs/log-outputs.ts';
import type { LogTerminals } from './logs/log-terminals.ts';
import type { Operations } from './operations.ts';
import type { Server } from './server.ts';
import type { EngineStore } from './stores/engine-store.ts';
import type { InventoryStore } from './stores/inventory-store.ts';
import type { ProjectsStore } from './stores/projects-store.ts';
import type { ReloadsStore } from './stores/reloads-store.ts';
import type { Terminals } from './terminals/terminals.ts';
import type { Views } from './views/views.ts';

/** What commands and views work with; each part is made once, in `extension.ts`. */
export interface App {
  readonly extension: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly server: Server;
  readonly operations: Operations;
  readonly engine: EngineStore;
  readonly inventory: InventoryStore;
  readonly projects: ProjectsStore;
  readonly reloads: ReloadsStore;
  readonly documents: TextDocuments;
  readonly reloadRules: ReloadRules;
  readonly terminals: Terminals;
  readonly panels: PanelContext;
  readonly logTerminals: LogTerminals;
  readonly logOutputs: LogOutputs;
  readonly views: Views;
}
