import type { Connection, Disposable, ServerCapabilities } from 'vscode-languageserver';
import type { LanguageWorkspace } from './workspace.ts';

/** One thing that the server does for editors. */
export interface LanguageFeature {
  readonly capabilities: ServerCapabilities;
  register(connection: Connection, workspace: LanguageWorkspace): readonly Disposable[];
}
