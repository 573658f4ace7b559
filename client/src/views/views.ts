import * as vscode from 'vscode';
import type { EngineState } from '#shared/protocol/engine';
import { t } from '../base/l10n.ts';
import type { EngineStore } from '../stores/engine-store.ts';
import type { InventoryStore } from '../stores/inventory-store.ts';
import { toggleOf } from '../reload/toggles.ts';
import type { ProjectsStore } from '../stores/projects-store.ts';
import type { ReloadsStore } from '../stores/reloads-store.ts';
import type { UsageStore } from '../stores/usage-store.ts';
import type { Target } from './target.ts';
import { addRules, type ExplainRules } from './tooltips/add-rules.ts';
import { tooltipOf } from './tooltips/tooltip-of.ts';
import type { Row } from './tree-state.ts';
import { View } from './view.ts';
import { viewNames, viewTable, type ViewName } from './view-table.ts';

export interface ViewsContext {
  readonly engine: EngineStore;
  readonly inventory: InventoryStore;
  readonly projects: ProjectsStore;
  readonly reloads: ReloadsStore;
  readonly usage: UsageStore;
  readonly explainRules: ExplainRules;
  readonly memory: vscode.Memento;
}

const onlyWorkspaceKey = 'onlyWorkspace';

/** All views of the sidebar, and what they have in common. */
export class Views implements vscode.Disposable {
  readonly #context: ViewsContext;
  readonly #views: ReadonlyMap<ViewName, View>;
  readonly #subscriptions: vscode.Disposable[];
  #onlyWorkspace: boolean;

  constructor(context: ViewsContext) {
    this.#context = context;
    this.#onlyWorkspace = context.memory.get(onlyWorkspaceKey, false);
    const tooltip = async (target: Target): Promise<vscode.MarkdownString | undefined> => {
      const made = tooltipOf(target);
      if (made !== undefined) await addRules(made, target, context.explainRules);
      return made?.markdown;
    };
    const shorten = (path: string): string => vscode.workspace.asRelativePath(path);
    const data = () => ({ ...context, shorten, onlyWorkspace: this.#onlyWorkspace });
    this.#views = new Map(
      viewNames.map((name) => [
        name,
        new View({ name, kind: viewTable[name], data, tooltip, memory: context.memory }),
      ]),
    );
    this.#subscriptions = [
      context.inventory.onDidChange((kind) => {
        for (const name of viewNames) {
          if (viewTable[name].watches.includes(kind)) this.#views.get(name)?.update();
        }
      }),
      context.projects.onDidChange(() => {
        // An empty list that is not known yet is no reason to say that there are no projects.
        setContext('projectsKnown', context.projects.known);
        // What an empty timeline says depends on it.
        setContext(
          'reloads',
          context.projects.items.some((item) => toggleOf(item) !== 'off'),
        );
        for (const name of viewNames) {
          if (viewTable[name].watchesProjects) this.#views.get(name)?.update();
        }
      }),
      context.reloads.onDidChange(() => {
        this.#views.get('reloads')?.update();
      }),
      context.usage.onDidChange(() => {
        for (const name of viewNames) {
          if (viewTable[name].showsUsage === true) this.#views.get(name)?.update();
        }
      }),
      context.engine.onDidChange((state) => {
        this.#showEngine(state);
      }),
    ];
    setContext(onlyWorkspaceKey, this.#onlyWorkspace);
    this.#showEngine(context.engine.state);
  }

  view(name: ViewName): View | undefined {
    return this.#views.get(name);
  }

  /** What is selected in a view, for a command that a key called. */
  selection(viewId: string): readonly Row[] {
    const name = viewNames.find((candidate) => viewId === `hyperbox.views.${candidate}`);
    return name === undefined ? [] : (this.#views.get(name)?.selection ?? []);
  }

  set onlyWorkspace(value: boolean) {
    this.#onlyWorkspace = value;
    void this.#context.memory.update(onlyWorkspaceKey, value);
    setContext(onlyWorkspaceKey, value);
    this.#views.get('projects')?.update();
    this.#views.get('containers')?.update();
  }

  #showEngine(state: EngineState): void {
    setContext('engine', state.kind);
    if (state.kind === 'connected') {
      for (const [name, can] of Object.entries(state.engine.capabilities)) {
        setContext(`can.${name}`, can);
      }
    }
    const projects = this.#views.get('projects');
    if (projects !== undefined) projects.notice = noticeOf(state);
    const containers = this.#views.get('containers');
    if (containers !== undefined) {
      containers.description = state.kind === 'connected' ? state.endpoint.label : undefined;
    }
    this.#views.get('engine')?.update();
  }

  dispose(): void {
    for (const item of [...this.#subscriptions, ...this.#views.values()]) item.dispose();
  }
}

/** Projects are listed without an engine too: this says why none of them runs. */
const noticeOf = (state: EngineState): string | undefined => {
  switch (state.kind) {
    case 'none':
      return t('No container engine was found. The Engine view says what to do.');
    case 'broken':
    case 'lost':
      return `${state.fault.message} ${state.fault.remedy}`;
    case 'searching':
    case 'connected':
      return undefined;
  }
};

const setContext = (key: string, value: unknown): void => {
  void vscode.commands.executeCommand('setContext', `hyperbox.${key}`, value);
};
