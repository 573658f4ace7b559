import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { PanelContext } from './host.ts';
import { webviewRoot } from './html.ts';
import { PanelHost, type OfStream, type PageMessage, type PanelSession } from './panel-host.ts';

/** What a panel shows, and the name that the user knows it by. */
export interface PanelSubject<Target> {
  readonly target: Target;
  readonly title: string;
  /** What else the kind of panel brings back after a reload; it parses it itself. */
  readonly extra?: unknown;
}

export interface PanelKind<
  Target,
  Opened extends OfStream,
  Received extends OfStream,
  Message extends PageMessage,
> {
  readonly viewType: string;
  /** The name of its files in `dist/webview`. */
  readonly bundle: string;
  readonly target: z.ZodMiniType<Target>;
  readonly session: (subject: PanelSubject<Target>) => PanelSession<Opened, Received, Message>;
}

/** Opens the panel of a target beside the editor, or reveals the one there is. */
export const openPanel = <
  Target,
  Opened extends OfStream,
  Received extends OfStream,
  Message extends PageMessage,
>(
  context: PanelContext,
  kind: PanelKind<Target, Opened, Received, Message>,
  subject: PanelSubject<Target>,
): void => {
  const there = context.open.get(keyOf(kind, subject.target));
  if (there !== undefined) {
    there.reveal();
    return;
  }
  const panel = vscode.window.createWebviewPanel(
    kind.viewType,
    subject.title,
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    // Hidden panels cost nothing: the page is built anew from its state and a fresh stream.
    { retainContextWhenHidden: false },
  );
  adopt(context, kind, { panel, subject });
};

/** Brings panels back after a reload of the window. */
export const restorePanels = <
  Target,
  Opened extends OfStream,
  Received extends OfStream,
  Message extends PageMessage,
>(
  context: PanelContext,
  kind: PanelKind<Target, Opened, Received, Message>,
): vscode.Disposable => {
  // The page keeps the subject under `restore`, beside its own settings.
  const saved = z.object({
    restore: z.object({ target: kind.target, title: z.string(), extra: z.optional(z.unknown()) }),
  });
  return vscode.window.registerWebviewPanelSerializer(kind.viewType, {
    deserializeWebviewPanel: (panel, state) => {
      const subject = saved.safeParse(state).data?.restore;
      if (subject === undefined) panel.dispose();
      else adopt(context, kind, { panel, subject });
      return Promise.resolve();
    },
  });
};

const adopt = <
  Target,
  Opened extends OfStream,
  Received extends OfStream,
  Message extends PageMessage,
>(
  context: PanelContext,
  kind: PanelKind<Target, Opened, Received, Message>,
  options: { readonly panel: vscode.WebviewPanel; readonly subject: PanelSubject<Target> },
): void => {
  const { panel, subject } = options;
  const key = keyOf(kind, subject.target);
  const icon = (theme: string): vscode.Uri =>
    vscode.Uri.joinPath(webviewRoot(context.extensionUri), `${kind.bundle}-${theme}.svg`);
  panel.iconPath = { light: icon('light'), dark: icon('dark') };
  const session = kind.session(subject);
  panel.title = session.title;
  const host = new PanelHost(panel, context, {
    bundle: kind.bundle,
    session,
    onDisposed: () => {
      context.open.delete(key);
    },
  });
  context.open.set(key, host);
};

const keyOf = (kind: { readonly viewType: string }, target: unknown): string =>
  `${kind.viewType} ${JSON.stringify(target)}`;
