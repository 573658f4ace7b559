import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import * as vscode from 'vscode';
import { containersCopyOut } from '#shared/protocol/containers';
import type { StreamId } from '#shared/protocol/ids';
import { logsAddress, logsLocate, type LocatedPlace } from '#shared/protocol/logs';
import { t } from '../base/l10n.ts';
import { openAddress } from '../commands/show.ts';
import type { TextDocuments } from '../documents/text-documents.ts';
import { openAt, reportFailure } from '../report-failure.ts';
import type { Server } from '../server.ts';

/** Who named it: a source of an open stream. */
export interface LinkOrigin {
  readonly streamId: StreamId;
  readonly source: string;
}

/** Where files are shown; in the active group when it does not say. */
type Where = Pick<vscode.TextDocumentShowOptions, 'viewColumn'>;

/** Lines and columns count from 1. */
interface FilePlace {
  readonly kind: 'file';
  readonly path: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

export type NamedPlace = { readonly kind: 'url'; readonly url: string } | FilePlace;

/** Opens what a line of a log names: files of the workspace at their line, and addresses. */
export class LogPlaces {
  readonly #server: Pick<Server, 'send'>;
  readonly #documents: TextDocuments;
  readonly #log: vscode.LogOutputChannel;

  constructor(options: {
    readonly server: Pick<Server, 'send'>;
    readonly documents: TextDocuments;
    readonly log: vscode.LogOutputChannel;
  }) {
    this.#server = options.server;
    this.#documents = options.documents;
    this.#log = options.log;
  }

  /** Never rejects: what fails is told. */
  async open(origin: LinkOrigin, place: NamedPlace, where: Where = {}): Promise<void> {
    try {
      await (place.kind === 'url'
        ? this.#openUrl(origin, place.url)
        : this.#openFile(origin, place, where));
    } catch (error) {
      void reportFailure(error, { log: this.#log });
    }
  }

  async #openFile(origin: LinkOrigin, place: FilePlace, where: Where): Promise<void> {
    const { path, line, column } = place;
    const found = await this.#server.send(logsLocate, {
      ...{ ...origin, path },
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
    });
    if (found.file !== undefined) {
      const at = found.line === undefined ? place : found;
      await openAt(found.file, at.line, at.column, where);
    } else if (found.inContainer !== undefined) {
      await this.#openFromContainer(found.inContainer, { ...origin, place, where });
    } else {
      const message = t('{0} is neither in the workspace nor in {1}', path, origin.source);
      vscode.window.setStatusBarMessage(`$(info) ${message}`, tellMs);
    }
  }

  /** A copy, which nobody can take for a file of the workspace: it is read-only. */
  async #openFromContainer(
    { containerId, path }: NonNullable<LocatedPlace['inContainer']>,
    of: { readonly source: string; readonly place: FilePlace; readonly where: Where },
  ): Promise<void> {
    const { source, place, where } = of;
    const uri = await this.#documents.show(
      {
        path: `/${source}${path}`,
        key: containerId,
        read: () => this.#copyOf(containerId, path),
      },
      where.viewColumn,
    );
    const at = new vscode.Position((place.line ?? 1) - 1, (place.column ?? 1) - 1);
    const selection = new vscode.Range(at, at);
    await vscode.window.showTextDocument(uri, { ...where, preview: true, selection });
    const message = t('{0} is of {1}, not of the workspace: it is read-only', path, source);
    vscode.window.setStatusBarMessage(`$(lock) ${message}`, tellMs);
  }

  async #copyOf(
    containerId: NonNullable<LocatedPlace['inContainer']>['containerId'],
    containerPath: string,
  ): Promise<string> {
    const hostFolder = await mkdtemp(join(tmpdir(), 'hyperbox-open-'));
    try {
      await this.#server.send(containersCopyOut, { containerId, containerPath, hostFolder });
      return await readFile(join(hostFolder, posix.basename(containerPath)), 'utf8');
    } finally {
      await rm(hostFolder, { recursive: true, force: true });
    }
  }

  async #openUrl(origin: LinkOrigin, url: string): Promise<void> {
    const found = await this.#server.send(logsAddress, { ...origin, url });
    if (found.unpublished !== undefined) {
      const anyway = t('Open Anyway');
      const message = t('{0} does not publish port {1}.', origin.source, found.unpublished);
      if ((await vscode.window.showWarningMessage(message, anyway)) !== anyway) return;
    }
    await openAddress(found.url);
  }
}

/** How long something is said in the status bar. */
const tellMs = 5_000;
