import type { Connection } from 'vscode-languageserver';
import type { Initialization } from '#shared/protocol/workspace';
import type { Disposable } from './base/disposable.ts';
import type { Log } from './base/log.ts';
import { registerComposeLanguage, type ComposeLanguage } from './compose/language/index.ts';
import type { ProjectsFeed } from './compose/language/lenses/live-projects.ts';
import { languages } from './languages.ts';
import type { Platform } from './platform.ts';
import { createServices, type Services } from './services.ts';
import { ClientWorkspace } from './workspace/workspace.ts';

/** What lenses in compose files say is known where something may be run. */
const projectsFeedOf = (services: Services | undefined): ProjectsFeed | undefined => {
  if (services?.workspace.trusted !== true) return undefined;
  const { projects, engine, metrics } = services;
  return {
    watch: (listener) => projects.watch(listener),
    isEngineThere: () => engine.engine !== undefined,
    onDidChangeEngine: engine.onDidChangeState,
    readMetrics: async (projectId, onRead) => {
      const { stream } = await metrics.open({ kind: 'project', projectId }, ({ series, gone }) => {
        onRead(series, gone);
      });
      stream.start();
      return stream;
    },
    verbs: {
      start: (id, services, work) =>
        projects.start(id, services === undefined ? {} : { services }, work),
      stop: (id, services, work) => projects.stop(id, services, work),
      restart: (id, services, work) => projects.restart(id, services, work),
    },
  };
};

/** What all doors of one server share. The first client that initializes says for which workspace. */
export class Host implements Disposable {
  readonly platform: Platform;
  readonly log: Log;
  /** Of clients that cannot say: whether something may be run in their workspace. */
  readonly trusted: boolean;
  #services: Services | undefined;

  constructor(options: {
    readonly platform: Platform;
    readonly log: Log;
    readonly trusted: boolean;
  }) {
    this.platform = options.platform;
    this.log = options.log;
    this.trusted = options.trusted;
  }

  get services(): Services | undefined {
    return this.#services;
  }

  initialize(initialization: Initialization): Services {
    this.#services ??= createServices({
      workspace: new ClientWorkspace(initialization),
      platform: this.platform,
      log: this.log,
    });
    return this.#services;
  }

  /** Language features are there before the workspace is known, and without trust. */
  registerLanguage(connection: Connection): ComposeLanguage {
    return registerComposeLanguage(connection, {
      environment: this.platform.environment,
      beside: languages,
      settings: () => this.#services?.workspace.settings,
      engine: () => this.#services?.languageEngine,
      projects: () => projectsFeedOf(this.#services),
      log: this.log,
    });
  }

  dispose(): void {
    this.#services?.dispose();
  }
}
