import * as vscode from 'vscode';
import type { Target } from './target.ts';
import { TreeState, type Row, type RowSpec } from './tree-state.ts';

const folds = {
  open: vscode.TreeItemCollapsibleState.Expanded,
  closed: vscode.TreeItemCollapsibleState.Collapsed,
} as const;

export type MakeTooltip = (target: Target) => Promise<vscode.MarkdownString | undefined>;

/** Shows the rows of a `TreeState`, drawing again only those that changed. */
export class ModelTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #tooltip: MakeTooltip;
  readonly #state = new TreeState();
  readonly #changed = new vscode.EventEmitter<Row | undefined>();
  /** Until the first rows are known, the view shows that it is loading. */
  #loaded: () => void = () => undefined;
  readonly #loading = new Promise<void>((resolve) => {
    this.#loaded = resolve;
  });

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(tooltip: MakeTooltip) {
    this.#tooltip = tooltip;
  }

  get roots(): readonly Row[] {
    return this.#state.roots;
  }

  find(id: string): Row | undefined {
    return this.#state.find(id);
  }

  /** The row once it is there; `undefined` when it has not come by then. */
  whenFound(id: string, limitMs: number): Promise<Row | undefined> {
    const known = this.find(id);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => {
      const end = (row: Row | undefined): void => {
        clearTimeout(timer);
        listening.dispose();
        resolve(row);
      };
      const timer = setTimeout(() => {
        end(undefined);
      }, limitMs);
      const listening = this.#changed.event(() => {
        const row = this.find(id);
        if (row !== undefined) end(row);
      });
    });
  }

  update(specs: readonly RowSpec[]): void {
    const change = this.#state.update(specs);
    this.#loaded();
    if (change.kind === 'all') this.#changed.fire(undefined);
    else for (const row of change.rows) this.#changed.fire(row);
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (row !== undefined) return [...row.children];
    await this.#loading;
    return [...this.#state.roots];
  }

  getParent(row: Row): Row | undefined {
    return row.parent;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const { look } = row;
    const item = new vscode.TreeItem(
      look.label,
      look.fold === undefined || row.children.length === 0
        ? vscode.TreeItemCollapsibleState.None
        : folds[look.fold],
    );
    item.id = row.id;
    if (look.description !== undefined) item.description = look.description;
    item.iconPath = new vscode.ThemeIcon(
      look.icon,
      look.color === undefined ? undefined : new vscode.ThemeColor(look.color),
    );
    item.contextValue = look.contextValue;
    item.accessibilityInformation = { label: look.spoken };
    if (look.command !== undefined) {
      item.command = { command: look.command, title: look.label, arguments: [row] };
    }
    return item;
  }

  /** Tooltips are long and seldom read: made when the pointer rests on the row. */
  async resolveTreeItem(item: vscode.TreeItem, row: Row): Promise<vscode.TreeItem> {
    const tooltip = await this.#tooltip(row.target);
    if (tooltip !== undefined) item.tooltip = tooltip;
    return item;
  }

  dispose(): void {
    this.#loaded();
    this.#changed.dispose();
  }
}
