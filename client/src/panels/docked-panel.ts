import * as vscode from 'vscode';
import type { PanelContext } from './host.ts';
import { emptyPageHtml } from './html.ts';
import type { PanelKind } from './open-panel.ts';
import { PanelHost, type OfStream, type PageMessage } from './panel-host.ts';
import { viewPlace } from './page-place.ts';
import { savedSubject, subjectSchema, targetKey, type PanelSubject } from './subject.ts';

/** The one view of a kind of panel, where panels are docked: it shows what was opened last. */
export class DockedPanel<
  Target,
  Opened extends OfStream,
  Received extends OfStream,
  Message extends PageMessage,
>
  implements vscode.WebviewViewProvider
{
  readonly #context: PanelContext;
  readonly #kind: PanelKind<Target, Opened, Received, Message>;
  readonly #key: string;
  #view: vscode.WebviewView | undefined;
  #subject: PanelSubject<Target> | undefined;

  constructor(context: PanelContext, kind: PanelKind<Target, Opened, Received, Message>) {
    this.#context = context;
    this.#kind = kind;
    this.#key = `${kind.viewType} docked`;
  }

  show(subject: unknown): void {
    this.#subject = subjectSchema(this.#kind.target).parse(subject);
    const view = this.#view;
    if (view === undefined) {
      // It is made now, or was made before and is closed; its page follows.
      void vscode.commands.executeCommand(`${this.#kind.viewId}.focus`, { preserveFocus: true });
      return;
    }
    this.#fill(view);
    view.show(true);
  }

  resolveWebviewView(view: vscode.WebviewView, { state }: vscode.WebviewViewResolveContext): void {
    this.#view = view;
    // After a reload of the window it shows what it did, as its page kept it.
    this.#subject ??= savedSubject(this.#kind.target, state);
    view.onDidDispose(() => {
      this.#view = undefined;
    });
    this.#fill(view);
  }

  #fill(view: vscode.WebviewView): void {
    const { open, extensionUri } = this.#context;
    open.get(this.#key)?.dispose();
    open.delete(this.#key);
    const subject = this.#subject;
    if (subject === undefined) {
      const { command, label } = this.#kind.choose();
      view.webview.options = { enableCommandUris: [command] };
      view.webview.html = emptyPageHtml({ webview: view.webview, extensionUri, command, label });
      return;
    }
    view.description = subject.title;
    const host = new PanelHost(viewPlace(view), this.#context, {
      bundle: this.#kind.bundle,
      of: targetKey(this.#kind.target, subject.target),
      session: this.#kind.session(subject),
      onDisposed: () => {
        open.delete(this.#key);
      },
    });
    open.set(this.#key, host);
  }
}
