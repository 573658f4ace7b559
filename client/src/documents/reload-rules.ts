import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { ProjectItem } from '#shared/protocol/projects';
import { reloadExplain } from '#shared/protocol/reload';
import { t } from '../base/l10n.ts';
import { explanation } from '../reload/explanation.ts';
import type { Server } from '../server.ts';
import type { SettingsFollower } from '../settings/follow-settings.ts';
import type { ProjectsStore } from '../stores/projects-store.ts';

const scheme = 'hyperbox-reload-rules';

/**
 * The rules of a project as a Markdown document. It is asked for anew whenever it is shown, and while
 * it is open whenever the projects or the settings change, so it never says what is no longer so.
 */
export class ReloadRules implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #server: Server;
  readonly #projects: ProjectsStore;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: vscode.Disposable[];
  #watch: vscode.Disposable | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(server: Server, projects: ProjectsStore, settings: SettingsFollower) {
    this.#server = server;
    this.#projects = projects;
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidOpenTextDocument(() => {
        this.#follow();
      }),
      vscode.workspace.onDidCloseTextDocument(() => {
        this.#follow();
      }),
      projects.onDidChange(() => {
        this.#refresh();
      }),
      settings.onDidSend(() => {
        this.#refresh();
      }),
    ];
  }

  async show({ id, name }: ProjectItem): Promise<void> {
    const path = `/${t('Reload Rules of {0}', name).replace(/[/\\:*?"<>|]/g, '_')}.md`;
    const uri = vscode.Uri.from({ scheme, path, query: id });
    this.#changed.fire(uri);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const items = this.#projects.known ? this.#projects.items : await this.#projects.read();
    const project = items.find(({ id }) => id === uri.query);
    if (project === undefined) return t('This project is not there any more.');
    const rules = await this.#server.send(reloadExplain, { projectId: project.id });
    return explanation({ project, rules, linkTo });
  }

  #refresh(): void {
    for (const uri of openOnes()) this.#changed.fire(uri);
  }

  /** The projects are followed as long as one is open. */
  #follow(): void {
    if (openOnes().length > 0) this.#watch ??= this.#projects.watch();
    else {
      this.#watch?.dispose();
      this.#watch = undefined;
    }
  }

  dispose(): void {
    this.#watch?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}

const openOnes = (): readonly vscode.Uri[] =>
  vscode.workspace.textDocuments.map(({ uri }) => uri).filter((uri) => uri.scheme === scheme);

/**
 * Markdown's preview takes a link that begins with a slash from the first folder of the workspace,
 * whatever the document's own address is; no other link leads from here to a file.
 */
const linkTo = ({ path, line }: { readonly path: string; readonly line: number }) => {
  const [root] = vscode.workspace.workspaceFolders ?? [];
  if (root === undefined) return undefined;
  const way = relative(root.uri.fsPath, path).split(sep).map(encodeURIComponent);
  return `/${way.join('/')}#L${line}`;
};
