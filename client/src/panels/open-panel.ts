import * as vscode from 'vscode';
import type * as z from 'zod/mini';
import type { PanelContext } from './host.ts';
import { webviewRoot } from './html.ts';
import { DockedPanel } from './docked-panel.ts';
import { editorPlace } from './page-place.ts';
import { PanelHost, type OfStream, type PageMessage, type PanelSession } from './panel-host.ts';
import { savedSubject, targetKey, type PanelSubject } from './subject.ts';

export interface PanelKind<
  Target,
  Opened extends OfStream,
  Received extends OfStream,
  Message extends PageMessage,
> {
  readonly viewType: string;
  /** The view that shows it where panels are docked. */
  readonly viewId: string;
  /** The command that asks what to show, and how an empty view offers it. */
  readonly choose: () => { readonly command: string; readonly label: string };
  /** The name of its files in `dist/webview`. */
  readonly bundle: string;
  readonly target: z.ZodMiniType<Target>;
  readonly session: (subject: PanelSubject<Target>) => PanelSession<Opened, Received, Message>;
}

/** Opens the panel of a target beside the editor, or reveals the one there is; or docked, as settings say. */
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
  const docked = context.isDocked() ? context.docked.get(kind.viewType) : undefined;
  if (docked !== undefined) {
    docked.show(subject);
    return;
  }
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

/** Brings panels back after a reload of the window, and gives the docked view its page. */
export const registerPanels = <
  Target,
  Opened extends OfStream,
  Received extends OfStream,
  Message extends PageMessage,
>(
  context: PanelContext,
  kind: PanelKind<Target, Opened, Received, Message>,
): vscode.Disposable => {
  const docked = new DockedPanel(context, kind);
  context.docked.set(kind.viewType, docked);
  return vscode.Disposable.from(
    vscode.window.registerWebviewViewProvider(kind.viewId, docked),
    vscode.window.registerWebviewPanelSerializer(kind.viewType, {
      deserializeWebviewPanel: (panel, state) => {
        const subject = savedSubject(kind.target, state);
        if (subject === undefined) panel.dispose();
        else adopt(context, kind, { panel, subject });
        return Promise.resolve();
      },
    }),
  );
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
  const host = new PanelHost(editorPlace(panel), context, {
    bundle: kind.bundle,
    of: targetKey(kind.target, subject.target),
    session,
    onDisposed: () => {
      context.open.delete(key);
    },
  });
  context.open.set(key, host);
};

const keyOf = <Target>(
  {
    viewType,
    target: schema,
  }: { readonly viewType: string; readonly target: z.ZodMiniType<Target> },
  target: Target,
): string => `${viewType} ${targetKey(schema, target)}`;
