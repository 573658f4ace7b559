import type {
  Connection,
  Disposable,
  ServerCapabilities,
  TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Event } from '../../../base/emitter.ts';
import type { Log } from '../../../base/log.ts';
import type { Finding } from '../../finding.ts';
import type { LoadResult } from '../../load-contract.ts';
import type { LanguageWorkspace } from '../workspace.ts';

/**
 * A language beside that of compose files, whose documents have to do with projects: it asks compose
 * of these, and compose does not know it. A request goes to compose first; what it does not answer, to
 * the modules.
 */
export interface LanguageModule {
  readonly capabilities: ServerCapabilities;
  /** Globs of the files on disk that matter to it. */
  readonly watched: readonly string[];
  owns(document: Pick<TextDocument, 'uri' | 'languageId'>): boolean;
  /** What it has to say in compose files themselves. */
  findIn?(result: LoadResult, workspace: LanguageWorkspace): Promise<readonly Finding[]>;
  register(connection: Connection, context: ModuleContext): readonly Disposable[];
}

/** What the modules share with the compose language; unsaved text counts everywhere. */
export interface ModuleContext {
  readonly documents: TextDocuments<TextDocument>;
  readonly workspace: LanguageWorkspace;
  /** Files on disk, or settings, are not what they were. */
  readonly onDidChangeAround: Event<void>;
  /** A finding as the user wants to see it, if at all. */
  shown(finding: Finding): Finding | undefined;
  readonly debounceMs: number;
  readonly log: Log;
}
