import { randomUUID } from 'node:crypto';
import type { ExplicitProject } from '#shared/protocol/compose';
import { projectId, type ProjectId } from '#shared/protocol/ids';
import { toDisposable, type Disposable } from '../base/disposable.ts';
import { explicitRequest } from '../compose/explicit-request.ts';
import type { LoadCompose, LoadRequest, LoadResult } from '../compose/load-contract.ts';
import { makeEntry, type Entry } from './entry.ts';
import { stampOf, stillHolds } from './loading.ts';

interface OpenedOptions {
  readonly loadCompose: LoadCompose;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Projects that a client named by their files, as on a command line. They are in no list: only who
 * opened one knows its id, and it is forgotten with that client.
 */
export class OpenedProjects {
  readonly #options: OpenedOptions;
  readonly #entries = new Map<
    ProjectId,
    { readonly request: LoadRequest; readonly entry: Entry }
  >();

  constructor(options: OpenedOptions) {
    this.#options = options;
  }

  async open(
    project: ExplicitProject,
  ): Promise<{ readonly entry: Entry; readonly end: Disposable }> {
    const id = projectId.parse(`opened:${randomUUID()}`);
    const entry = await this.#load(id, explicitRequest(project, this.#options.environment));
    const end = toDisposable(() => {
      this.#entries.delete(id);
    });
    return { entry, end };
  }

  /** With its model as of now; `undefined` for an id that is not of an opened project. */
  async get(id: ProjectId): Promise<Entry | undefined> {
    const known = this.#entries.get(id);
    if (known === undefined || (await stillHolds(known.entry.stamp))) return known?.entry;
    return this.#load(id, known.request);
  }

  /** The model with other profiles than were asked for when it was opened. */
  load(entry: Entry, profiles: readonly string[]): Promise<LoadResult> {
    const known = this.#entries.get(entry.id);
    if (known === undefined) return Promise.resolve(entry.loaded);
    return this.#options.loadCompose({ ...known.request, profiles });
  }

  async #load(id: ProjectId, request: LoadRequest): Promise<Entry> {
    // The realtime clock, as it is compared with the file system's.
    const startedAtMs = Date.now();
    const loaded = await this.#options.loadCompose(request);
    const files = loaded.model?.files ?? [];
    const entry = await makeEntry(
      {
        directory: loaded.model?.workingDir ?? request.projectDirectory ?? request.directory,
        variant: '',
        source: { kind: 'compose', files },
        request,
      },
      {
        id,
        loaded,
        profiles: request.profiles,
        workspaceFolder: undefined,
        stamp: await stampOf(loaded.inputs, startedAtMs),
        previous: undefined,
      },
    );
    this.#entries.set(id, { request, entry });
    return entry;
  }
}
