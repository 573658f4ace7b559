import * as vscode from 'vscode';
import { tooltipOf } from './tooltips/tooltip-of.ts';
import { TreeState, type Row, type RowSpec } from './tree-state.ts';

const folds = {
  open: vscode.TreeItemCollapsibleState.Expanded,
  closed: vscode.TreeItemCollapsibleState.Collapsed,
} as const;

/** Shows the rows of a `TreeState`, drawing again only those that changed. */
export class ModelTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #state = new TreeState();
  readonly #changed = new vscode.EventEmitter<Row | undefined>();
  /** Until the first rows are known, the view shows that it is loading. */
  #loaded: () => void = () => undefined;
  readonly #loading = new Promise<void>((resolve) => {
    this.#loaded = resolve;
  });

  readonly onDidChangeTreeData = this.#changed.event;

  get roots(): readonly Row[] {
    return this.#state.roots;
  }

  find(id: string): Row | undefined {
    return this.#state.find(id);
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
  resolveTreeItem(item: vscode.TreeItem, row: Row): vscode.TreeItem {
    const tooltip = tooltipOf(row.target);
    if (tooltip !== undefined) item.tooltip = tooltip;
    return item;
  }

  dispose(): void {
    this.#loaded();
    this.#changed.dispose();
  }
}
