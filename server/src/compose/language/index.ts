import {
  TextDocuments,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type Connection,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { defaultSettings, type LensSettings } from '#shared/protocol/workspace';
import type { RuleLevels } from '#shared/rule-levels';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import { silentLog, type Log } from '../../base/log.ts';
import { readTextFile } from '../files/read-text.ts';
import type { LoadCompose } from '../load-contract.ts';
import { loadCompose } from '../load.ts';
import { joinRequests } from './beside/join.ts';
import type { LanguageModule, ModuleContext } from './beside/module.ts';
import { composePath, pathOf, uriOf } from './compose-document.ts';
import { PullDelivery } from './deliver/pull.ts';
import { PushDelivery } from './deliver/push.ts';
import { ComposeDiagnostics } from './diagnostics.ts';
import { EngineWatch } from './engine/engine-watch.ts';
import { FactsInTime } from './engine/facts-in-time.ts';
import type { LanguageEngine } from './engine/language-engine.ts';
import { features } from './features/index.ts';
import { FileChanges, fileOperations } from './file-changes.ts';
import { loadFiles, type JudgeOptions } from './judge.ts';
import { Judgements } from './judgements.ts';
import { atLevel } from './levels.ts';
import { LiveProjects, type ProjectsFeed } from './lenses/live-projects.ts';
import { ReadAhead } from './read-ahead.ts';
import { ProjectSurroundings } from './surroundings.ts';
import { texts } from './texts.ts';
import { ComposeReader, type LanguageWorkspace } from './workspace.ts';
import { World } from './world.ts';

export interface ComposeLanguageDeps {
  /** The process environment: variables that compose files use. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Asked at each edit and at `refresh`; `undefined` until the client has said. */
  settings():
    | {
        readonly composeDiagnostics: boolean;
        readonly composeRules?: RuleLevels;
        readonly composeLenses?: LensSettings;
      }
    | undefined;
  readonly log?: Log;
  /** How long typing must pause at least. */
  readonly debounceMs?: number;
  readonly loadCompose?: LoadCompose;
  /** Languages that ask this one of projects. */
  readonly beside?: readonly LanguageModule[];
  /** Asked at each use: the language is there before it is known for which workspace. */
  engine?(): LanguageEngine | undefined;
  /** For what is said of the projects' state; `undefined` as long as nothing may be run. */
  projects?(): ProjectsFeed | undefined;
}

export interface ComposeLanguage extends Disposable {
  /** To be called when the client has said what it can do; answers with what this server does. */
  initialize(client: ClientCapabilities): ServerCapabilities;
  /** To be called when the settings have changed. */
  refresh(): void;
}

const asTheyAre: RuleLevels = {};

/** Serves compose files to an editor, as they are typed. */
export const registerComposeLanguage = (
  connection: Connection,
  deps: ComposeLanguageDeps,
): ComposeLanguage => {
  const { log = silentLog, beside: modules = [] } = deps;
  const shared = joinRequests(connection);
  const documents = new TextDocuments(texts);
  // Editors spell the same address in different ways, so documents are found by path.
  const openAt = (path: string): TextDocument | undefined =>
    documents.all().find(({ uri }) => pathOf(uri) === path);
  const judging: JudgeOptions = {
    loadCompose: deps.loadCompose ?? loadCompose,
    readText: async (path) => openAt(path)?.getText() ?? (await readTextFile(path)),
    environment: definedOnly(deps.environment),
  };
  const judgements = new Judgements({
    ...judging,
    isOpen: (path) => openAt(path) !== undefined,
  });
  const spell = (path: string): string => openAt(path)?.uri ?? uriOf(path);
  const engineFacts = new FactsInTime(
    () => deps.engine?.(),
    () => {
      diagnostics.engineChanged();
    },
  );
  const world = new World(judging.readText, engineFacts);
  const telling = { connection, uriOf: spell, log };
  const push = new PushDelivery({
    ...telling,
    hasVersions: () => client.textDocument?.publishDiagnostics?.versionSupport === true,
  });
  const pull = new PullDelivery({
    ...telling,
    canRefresh: () => client.workspace?.diagnostics?.refreshSupport === true,
    hasRelated: () => client.textDocument?.diagnostic?.relatedDocumentSupport === true,
  });
  const diagnostics = new ComposeDiagnostics({
    judge: (path, signal) => judgements.of(path, signal),
    world,
    findBeside: async (result) => {
      const found = modules.map(async (each) => (await each.findIn?.(result, workspace)) ?? []);
      return (await Promise.all(found)).flat();
    },
    // Both to one editor would be everything twice.
    delivery: {
      deliver: (files) => {
        const delivery = client.textDocument?.diagnostic === undefined ? push : pull;
        delivery.deliver(files);
      },
    },
    versionOf: (path) => openAt(path)?.version,
    debounceMs: deps.debounceMs ?? 20,
    log,
  });
  const reader = new ComposeReader();
  let client: ClientCapabilities = {};
  const owned = new DisposableStore();
  const live = owned.add(new LiveProjects(deps.projects?.bind(deps)));
  const refreshed = owned.add(new Emitter<void>());
  const closed = owned.add(new Emitter<void>());
  const workspace: LanguageWorkspace = {
    get client() {
      return client;
    },
    openFiles: () => documents.all().flatMap(({ uri }) => workspace.open(uri) ?? []),
    open: (uri) => {
      const document = documents.get(uri);
      const path = document && composePath(document);
      if (document === undefined || path === undefined) return undefined;
      return { path, document, ...reader.read(path, document.getText()) };
    },
    text: (path) => judging.readText(path).catch(() => undefined),
    read: async (path) => {
      const text = await workspace.text(path);
      return text === undefined ? undefined : reader.read(path, text);
    },
    projectFiles: async (path) => (await surroundings.of(path)).files,
    around: (path) => surroundings.of(path),
    judge: (path) => judgements.of(path),
    load: (files) => loadFiles(files, judging),
    get engine() {
      return deps.engine?.();
    },
    live,
    get lenses() {
      return deps.settings()?.composeLenses ?? defaultSettings.composeLenses;
    },
    onDidRefresh: refreshed.event,
    onDidClose: closed.event,
    diagnosticsOf: (path) => diagnostics.of(path),
    reportOn: async (path, previousResultId) => {
      await diagnostics.settled(path);
      return pull.report({ path, related: diagnostics.relatedTo(path), previousResultId });
    },
    uriOf: spell,
  };
  const surroundings = new ProjectSurroundings({
    judgements,
    read: (path) => workspace.read(path),
  });
  /** The text of a file is another than it was. */
  const changed = (path: string): void => {
    judgements.changed(path);
    surroundings.changed(path);
  };
  const refresh = (): void => {
    const settings = deps.settings();
    diagnostics.enabled = settings?.composeDiagnostics ?? true;
    diagnostics.levels = settings?.composeRules ?? asTheyAre;
  };
  const engineWatch = new EngineWatch({
    engine: () => deps.engine?.(),
    onChange: () => {
      world.engineChanged();
      diagnostics.engineChanged();
    },
  });
  const ahead = owned.add(new ReadAhead((uri) => void workspace.open(uri)));
  const around = owned.add(new Emitter<void>());
  const files = owned.add(
    new FileChanges({
      ...{ connection, log },
      globs: ['**/{*.yaml,*.yml,.env,*.env}', ...modules.flatMap(({ watched }) => watched)],
      onChange: (paths) => {
        // Who has read a file is known until it is forgotten.
        for (const path of paths) diagnostics.changed(path);
        world.forget();
        judgements.forget();
        surroundings.forget();
        around.fire();
      },
    }),
  );
  const context: ModuleContext = {
    ...{ documents, workspace, log, debounceMs: deps.debounceMs ?? 50 },
    onDidChangeAround: around.event,
    shown: (finding) => {
      const settings = deps.settings();
      if (settings?.composeDiagnostics === false) return undefined;
      return atLevel(finding, settings?.composeRules ?? asTheyAre);
    },
  };
  const subscriptions = [
    documents.onDidOpen(({ document }) => {
      if (modules.some((each) => each.owns(document))) files.watch();
      const path = composePath(document);
      if (path === undefined) return;
      refresh();
      files.watch();
      engineWatch.opened(path);
      diagnostics.opened(path);
    }),
    documents.onDidChangeContent(({ document }) => {
      refresh();
      // An env file that is being edited matters to the compose files that read it.
      const path = composePath(document) ?? pathOf(document.uri);
      changed(path);
      diagnostics.changed(path);
      ahead.changed(document.uri);
    }),
    documents.onDidClose(({ document }) => {
      // Unsaved text of it is gone.
      changed(pathOf(document.uri));
      const path = composePath(document);
      if (path === undefined) {
        diagnostics.changed(pathOf(document.uri));
        return;
      }
      diagnostics.closed(path);
      pull.closed(path);
      engineWatch.closed(path);
      closed.fire();
    }),
    documents.listen(connection),
    ...features.flatMap((feature) => feature.register(shared, workspace)),
    ...modules.flatMap((each) => each.register(shared, context)),
  ];
  for (const subscription of subscriptions) owned.add(subscription);
  owned.add(diagnostics);
  owned.add(engineWatch);
  return {
    initialize: (capabilities) => {
      client = capabilities;
      return Object.assign(
        { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental } },
        fileOperations,
        ...modules.map((each) => each.capabilities),
        ...features.map(({ capabilities: offered }) =>
          typeof offered === 'function' ? offered(client) : offered,
        ),
      ) as ServerCapabilities;
    },
    refresh: () => {
      refresh();
      refreshed.fire();
      around.fire();
    },
    dispose: () => {
      owned.dispose();
    },
  };
};

const definedOnly = (
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
