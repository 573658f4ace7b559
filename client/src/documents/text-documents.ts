import * as vscode from 'vscode';

/** Our read-only documents; the language client keeps away from this scheme. */
export const documentScheme = 'hyperbox-inspect';

export interface DocumentSource {
  /** Path of the document; its last part is the tab's title and decides the language. */
  readonly path: string;
  /** Tells documents of the same path apart. */
  readonly key: string;
  readonly read: () => Promise<string>;
}

/** Read-only texts that come from the server: asked for when shown, and again when shown again. */
export class TextDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: vscode.Disposable[];

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(documentScheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === documentScheme) this.#texts.delete(uri.toString());
      }),
    ];
    // A window that is opened anew brings its tabs back, but what they showed is long past.
    void this.close(() => true);
  }

  async show(
    source: DocumentSource,
    column: vscode.ViewColumn = vscode.ViewColumn.Active,
  ): Promise<vscode.Uri> {
    const uri = vscode.Uri.from({ scheme: documentScheme, path: source.path, query: source.key });
    this.#texts.set(uri.toString(), await source.read());
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(uri, { preview: true, viewColumn: column });
    return uri;
  }

  /** Closes the tabs of those documents. */
  async close(which: (uri: vscode.Uri) => boolean): Promise<void> {
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(
        ({ input }) =>
          input instanceof vscode.TabInputText &&
          input.uri.scheme === documentScheme &&
          which(input.uri),
      );
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}
