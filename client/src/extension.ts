import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { reloadExplain } from '#shared/protocol/reload';
import type { App } from './app.ts';
import { setTranslation } from './base/l10n.ts';
import { registerCommands } from './commands/register.ts';
import { commandTable } from './commands/table.ts';
import { ReloadRules } from './documents/reload-rules.ts';
import { TextDocuments } from './documents/text-documents.ts';
import { followExits } from './follow-exits.ts';
import { followReloads } from './reload/follow-reloads.ts';
import { followWorkspace, workspaceFolders } from './follow-workspace.ts';
import { LogOutputs } from './logs/log-outputs.ts';
import { LogPlaces } from './logs/log-places.ts';
import { LogTerminals } from './logs/log-terminals.ts';
import { reportExportFailures } from './metrics/export-failures.ts';
import { PressureStatus } from './metrics/pressure-status.ts';
import { Operations } from './operations.ts';
import { panelServer } from './panel-server.ts';
import { panelContext } from './panels/host.ts';
import { registerLogsPanels } from './panels/logs.ts';
import { registerMetricsPanels } from './panels/metrics.ts';
import { ServerConnection } from './server.ts';
import { offerRuleActions } from './rule-actions.ts';
import { currentSettings, SettingsFollower } from './settings/follow-settings.ts';
import { docksPanels } from './settings/view-settings.ts';
import { StatusBar } from './status-bar.ts';
import { EngineStore } from './stores/engine-store.ts';
import { InventoryStore } from './stores/inventory-store.ts';
import { ProjectsStore } from './stores/projects-store.ts';
import { ReloadsStore } from './stores/reloads-store.ts';
import { UsageStore } from './stores/usage-store.ts';
import { Terminals } from './terminals/terminals.ts';
import type { ExplainRules } from './views/tooltips/add-rules.ts';
import { Views } from './views/views.ts';

let connection: ServerConnection | undefined;

/**
 * Makes everything that the user can see or call; the server starts meanwhile. What it returns is
 * for the tests that run inside VS Code, not an interface for other extensions.
 */
export const activate = (extension: vscode.ExtensionContext): App => {
  setTranslation((message, ...args) => vscode.l10n.t(message, ...args));
  const log = vscode.window.createOutputChannel('HyperBox', { log: true });
  const server = new ServerConnection(startClient(extension, log), log);
  connection = server;
  const store = { server, log, isTrusted: () => vscode.workspace.isTrusted };
  const settings = new SettingsFollower(server);
  const engine = new EngineStore(store);
  const inventory = new InventoryStore(store);
  const projects = new ProjectsStore(store);
  const reloads = new ReloadsStore(store);
  const usage = new UsageStore(store);
  const documents = new TextDocuments();
  const explainRules: ExplainRules = (projectId, service) =>
    server.send(reloadExplain, { projectId, ...(service === undefined ? {} : { service }) });
  const places = new LogPlaces({ server, documents, log });
  const panels = panelContext({
    extensionUri: extension.extensionUri,
    server: panelServer(server),
    lists: { projects, inventory },
    places,
    isDocked: () => {
      const configuration = vscode.workspace.getConfiguration('hyperbox');
      return docksPanels((key) => configuration.get(key));
    },
  });
  const app: App = {
    extension,
    log,
    server,
    engine,
    inventory,
    projects,
    reloads,
    operations: new Operations(server, log),
    documents,
    reloadRules: new ReloadRules(server, projects, settings),
    terminals: new Terminals(server),
    panels,
    logTerminals: new LogTerminals(panels.server, places),
    logOutputs: new LogOutputs(panels.server),
    views: new Views({
      explainRules,
      engine,
      inventory,
      projects,
      reloads,
      usage,
      memory: extension.workspaceState,
    }),
  };
  extension.subscriptions.push(
    log,
    server,
    settings,
    engine,
    inventory,
    projects,
    reloads,
    usage,
    app.operations,
    app.documents,
    app.reloadRules,
    app.terminals,
    app.logTerminals,
    app.logOutputs,
    app.views,
    new StatusBar(projects, explainRules, settings),
    offerRuleActions(),
    ...followWorkspace(app),
    followExits(app),
    followReloads(app),
    ...registerCommands(app, commandTable),
    startWhenNeeded(server),
    registerLogsPanels(app.panels),
    registerMetricsPanels(app.panels),
    new PressureStatus(store),
    reportExportFailures(server),
  );
  return app;
};

export const deactivate = (): Promise<void> | undefined => connection?.stop();

/**
 * Projects are looked for and followed in every folder, and open compose files are checked. In a
 * window with neither, the server starts once a view or a command asks it for something.
 */
const startWhenNeeded = (server: ServerConnection): vscode.Disposable => {
  const start = (): void => {
    // What fails is in the log, and whoever sends something hears of it.
    server.start().catch(() => undefined);
  };
  const isCompose = ({ languageId }: vscode.TextDocument): boolean =>
    languageId === 'dockercompose';
  if (workspaceFolders().length > 0 || vscode.workspace.textDocuments.some(isCompose)) start();
  return vscode.workspace.onDidOpenTextDocument((document) => {
    if (isCompose(document)) start();
  });
};

/** The language client is the slowest part to load, so it is loaded when activation is over. */
const startClient =
  (extension: vscode.ExtensionContext, log: vscode.LogOutputChannel) =>
  async (onRunning: (client: LanguageClient) => void) => {
    await new Promise(setImmediate);
    const { startLanguageClient } = await import('./language-client.ts');
    const stateFolder = (extension.storageUri ?? extension.globalStorageUri).fsPath;
    return startLanguageClient({
      module: extension.asAbsolutePath('dist/server.cjs'),
      log,
      onRunning,
      own: (part) => {
        extension.subscriptions.push(part);
      },
      initialization: () => ({
        settings: currentSettings(),
        trusted: vscode.workspace.isTrusted,
        folders: workspaceFolders(),
        stateFolder,
      }),
    });
  };
