import * as vscode from 'vscode';
import { KnownRules } from './reload/known-rules.ts';
import type { SettingsFollower } from './settings/follow-settings.ts';
import { showStatus } from './show-status.ts';
import { statusLook } from './status-look.ts';
import type { ProjectsStore } from './stores/projects-store.ts';
import type { ExplainRules } from './views/tooltips/add-rules.ts';

/** The one item of the status bar: the workspace's projects and their auto restart. */
export class StatusBar implements vscode.Disposable {
  readonly #projects: ProjectsStore;
  readonly #rules: KnownRules;
  readonly #item: vscode.StatusBarItem;
  readonly #subscriptions: vscode.Disposable[];
  #watch: vscode.Disposable | undefined;

  constructor(projects: ProjectsStore, explain: ExplainRules, settings: SettingsFollower) {
    this.#projects = projects;
    this.#rules = new KnownRules(explain, settings);
    this.#item = vscode.window.createStatusBarItem(
      'hyperbox.status',
      vscode.StatusBarAlignment.Left,
      10,
    );
    this.#item.name = 'HyperBox';
    this.#item.command = 'hyperbox.showMenu';
    this.#subscriptions = [
      projects.onDidChange(() => {
        this.#show();
      }),
      this.#rules.onDidChange(() => {
        this.#show();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#follow();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.#follow();
      }),
    ];
    this.#follow();
  }

  /** The item is always in sight, so the projects are followed as long as there is a folder. */
  #follow(): void {
    const wanted =
      vscode.workspace.isTrusted && (vscode.workspace.workspaceFolders ?? []).length > 0;
    if (wanted) this.#watch ??= this.#projects.watch();
    else {
      this.#watch?.dispose();
      this.#watch = undefined;
    }
    this.#show();
  }

  #show(): void {
    const own = this.#projects.items.filter(({ workspaceFolder }) => workspaceFolder !== undefined);
    showStatus(this.#item, this.#watch === undefined ? undefined : statusLook(own, this.#rules));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#watch?.dispose();
    this.#rules.dispose();
    this.#item.dispose();
  }
}
