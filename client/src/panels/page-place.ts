import type * as vscode from 'vscode';

/** Where a page is shown: a tab among the editors, or a view that the user docks where he likes. */
export interface PagePlace {
  readonly webview: vscode.Webview;
  readonly isActive: boolean;
  /** The group of editors that it is in; absent for a view. */
  readonly viewColumn: vscode.ViewColumn | undefined;
  /** It is out of sight, and its page is gone until it comes back. */
  onDidHide(listener: () => void): vscode.Disposable;
  onDidDispose(listener: () => void): vscode.Disposable;
  reveal(): void;
}

export const editorPlace = (panel: vscode.WebviewPanel): PagePlace => ({
  webview: panel.webview,
  get isActive() {
    return panel.active;
  },
  get viewColumn() {
    return panel.viewColumn;
  },
  onDidHide: (listener) =>
    panel.onDidChangeViewState(() => {
      if (!panel.visible) listener();
    }),
  onDidDispose: (listener) => panel.onDidDispose(listener),
  reveal: () => {
    panel.reveal(undefined, true);
  },
});

export const viewPlace = (view: vscode.WebviewView): PagePlace => ({
  webview: view.webview,
  get isActive() {
    return view.visible;
  },
  viewColumn: undefined,
  onDidHide: (listener) =>
    view.onDidChangeVisibility(() => {
      if (!view.visible) listener();
    }),
  onDidDispose: (listener) => view.onDidDispose(listener),
  reveal: () => {
    view.show(true);
  },
});
