import * as vscode from 'vscode';
import { t } from '../base/l10n.ts';
import { addUsage } from './add-usage.ts';
import { filterRows } from './filter-rows.ts';
import { ModelTree, type MakeTooltip } from './model-tree.ts';
import type { Row } from './tree-state.ts';
import type { ViewData, ViewKind, ViewName } from './view-table.ts';

export interface ViewOptions {
  readonly name: ViewName;
  readonly kind: ViewKind;
  readonly data: () => ViewData;
  readonly tooltip: MakeTooltip;
  /** Keeps the filter over windows. */
  readonly memory: vscode.Memento;
}

/** A row that has not come by then is not there. */
const revealWithinMs = 2000;

/** One view of the sidebar: works only while somebody can see it. */
export class View implements vscode.Disposable {
  readonly tree: ModelTree;
  readonly #options: ViewOptions;
  readonly #view: vscode.TreeView<Row>;
  readonly #visibility: vscode.Disposable;
  #watches: readonly vscode.Disposable[] = [];
  #notice: string | undefined;
  #filter: string;
  #due = false;

  constructor(options: ViewOptions) {
    this.#options = options;
    this.tree = new ModelTree(options.tooltip);
    this.#filter = options.memory.get(this.#filterKey, '');
    this.#view = vscode.window.createTreeView(`hyperbox.views.${options.name}`, {
      treeDataProvider: this.tree,
      canSelectMany: options.kind.multiSelect,
      showCollapseAll: options.name === 'projects',
    });
    this.#visibility = this.#view.onDidChangeVisibility(() => {
      this.#follow();
    });
    this.#showFilter();
    this.#follow();
  }

  get selection(): readonly Row[] {
    return this.#view.selection;
  }

  get filter(): string {
    return this.#filter;
  }

  set filter(text: string) {
    this.#filter = text;
    this.#showFilter();
    this.update();
  }

  /** Written once the user has made up their mind, not at every key. */
  saveFilter(): void {
    void this.#options.memory.update(this.#filterKey, this.#filter);
  }

  set description(text: string | undefined) {
    this.#view.description = text ?? '';
  }

  /** A line above the rows, such as why nothing runs. */
  set notice(text: string | undefined) {
    this.#notice = text;
    this.#showMessage();
  }

  /** Draws what has changed; several calls in one turn are one drawing, and none when hidden. */
  update(): void {
    if (this.#due || !this.#view.visible) return;
    this.#due = true;
    setImmediate(() => {
      this.#due = false;
      const { kind, data } = this.#options;
      // Without trust nothing is asked of the engine, and an empty view shows why.
      const rows = vscode.workspace.isTrusted ? kind.rows(data()) : [];
      if (rows === undefined) return;
      const shown = filterRows(rows, this.#filter);
      this.tree.update(kind.showsUsage === true ? addUsage(shown, data().usage.of) : shown);
      this.#showMessage();
    });
  }

  /** Brings the view to the front, with this row open and selected once it is there. */
  async reveal(id: string): Promise<void> {
    await vscode.commands.executeCommand(`hyperbox.views.${this.#options.name}.focus`);
    const row = await this.tree.whenFound(id, revealWithinMs);
    if (row !== undefined) {
      await this.#view.reveal(row, { select: true, focus: true, expand: true });
    }
  }

  #follow(): void {
    const { kind, data } = this.#options;
    const wanted = this.#view.visible;
    if (wanted && this.#watches.length === 0) {
      this.#watches = [
        ...(kind.watches.length > 0 ? [data().inventory.watch(kind.watches)] : []),
        ...(kind.watchesProjects ? [data().projects.watch()] : []),
        ...(kind.watchesReloads === true ? [data().reloads.watch()] : []),
        ...(kind.showsUsage === true ? [data().usage.watch()] : []),
      ];
    } else if (!wanted) {
      this.#unwatch();
    }
    this.update();
  }

  #unwatch(): void {
    for (const watch of this.#watches) watch.dispose();
    this.#watches = [];
  }

  get #filterKey(): string {
    return `filter.${this.#options.name}`;
  }

  #showFilter(): void {
    const key = `hyperbox.filtered.${this.#options.name}`;
    void vscode.commands.executeCommand('setContext', key, this.#filter !== '');
    this.#showMessage();
  }

  get #filterNotice(): string {
    return this.tree.roots.length === 0
      ? t('Filter: {0} (no row holds this)', this.#filter)
      : t('Filter: {0}', this.#filter);
  }

  #showMessage(): void {
    const lines = [
      // A view with a message does not show its welcome, which says more than the notice.
      ...(this.#notice === undefined || this.tree.roots.length === 0 ? [] : [this.#notice]),
      ...(this.#filter === '' ? [] : [this.#filterNotice]),
    ];
    const message = lines.join('\n');
    // VS Code counts it as a change of the tree, and holds the next one back for a fifth of a second.
    if ((this.#view.message ?? '') !== message) this.#view.message = message;
  }

  dispose(): void {
    this.#unwatch();
    this.#visibility.dispose();
    this.#view.dispose();
    this.tree.dispose();
  }
}
