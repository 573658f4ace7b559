import type {
  ClientCapabilities,
  Connection,
  Disposable,
  ServerCapabilities,
} from 'vscode-languageserver';
import type { LanguageWorkspace } from './workspace.ts';

/** One thing that the server does for editors. */
export interface LanguageFeature {
  /** What is offered to every editor, or to one that can do so much. */
  readonly capabilities: ServerCapabilities | ((client: ClientCapabilities) => ServerCapabilities);
  register(connection: Connection, workspace: LanguageWorkspace): readonly Disposable[];
}
