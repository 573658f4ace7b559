import type { Connection, TextDocumentChangeEvent } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Disposable } from '../../../base/disposable.ts';
import type { Finding } from '../../finding.ts';
import { toDiagnostic } from '../to-diagnostic.ts';
import type { ModuleContext } from './module.ts';

export interface DocumentFindingsOptions {
  readonly connection: Connection;
  readonly context: ModuleContext;
  owns(document: TextDocument): boolean;
  find(document: TextDocument): Promise<readonly Finding[]>;
}

/** What others type may matter to a document that is open: it is looked at when they pause longer. */
const awayFactor = 5;

/** Keeps what is found in the open documents of one language in front of the user. */
export class DocumentFindings implements Disposable {
  readonly #options: DocumentFindingsOptions;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: readonly Disposable[];

  constructor(options: DocumentFindingsOptions) {
    this.#options = options;
    const { documents, onDidChangeAround } = options.context;
    this.#subscriptions = [
      // Opening one is a change of it too.
      documents.onDidChangeContent((event) => {
        this.#changed(event);
      }),
      documents.onDidClose((event) => {
        this.#closed(event);
      }),
      onDidChangeAround(() => {
        this.#changedAround();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #changed({ document }: TextDocumentChangeEvent<TextDocument>): void {
    if (this.#options.owns(document)) this.#schedule(document.uri);
    this.#changedAround(document.uri);
  }

  #closed({ document }: TextDocumentChangeEvent<TextDocument>): void {
    if (this.#options.owns(document)) {
      clearTimeout(this.#timers.get(document.uri));
      this.#timers.delete(document.uri);
      this.#publish(document, []);
    }
    this.#changedAround(document.uri);
  }

  #changedAround(except?: string): void {
    for (const document of this.#options.context.documents.all()) {
      if (document.uri !== except && this.#options.owns(document))
        this.#schedule(document.uri, awayFactor);
    }
  }

  #schedule(uri: string, factor = 1): void {
    clearTimeout(this.#timers.get(uri));
    const timer = setTimeout(() => {
      void this.#judge(uri, timer);
    }, this.#options.context.debounceMs * factor);
    this.#timers.set(uri, timer);
  }

  async #judge(uri: string, timer: NodeJS.Timeout): Promise<void> {
    const { context } = this.#options;
    const document = context.documents.get(uri);
    if (document === undefined) return;
    try {
      const findings = await this.#options.find(document);
      // Something has changed meanwhile: what was found is looked for again.
      if (this.#timers.get(uri) !== timer) return;
      this.#publish(document, findings);
    } catch (error) {
      context.log.error(`Could not judge ${uri}`, error);
    }
  }

  #publish({ uri }: TextDocument, findings: readonly Finding[]): void {
    const { connection, context } = this.#options;
    const diagnostics = findings.flatMap((each) => {
      const shown = context.shown(each);
      return shown === undefined ? [] : [toDiagnostic(shown)];
    });
    connection.sendDiagnostics({ uri, diagnostics }).catch((error: unknown) => {
      context.log.debug(`Diagnostics were not sent: ${String(error)}`);
    });
  }
}
