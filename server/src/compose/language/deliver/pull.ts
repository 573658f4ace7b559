import { createHash } from 'node:crypto';
import {
  DocumentDiagnosticReportKind as Kind,
  type Connection,
  type Diagnostic,
  type FullDocumentDiagnosticReport,
  type RelatedFullDocumentDiagnosticReport,
  type RelatedUnchangedDocumentDiagnosticReport,
  type UnchangedDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Log } from '../../../base/log.ts';
import type { Delivery, FileDiagnostics } from './delivery.ts';

export interface PullOptions {
  readonly connection: Pick<Connection, 'languages'>;
  /** The editor can be told to ask again. */
  canRefresh(): boolean;
  /** The editor shows what an answer says of further files. */
  hasRelated(): boolean;
  uriOf(path: string): string;
  readonly log: Log;
}

export interface PullRequest {
  readonly path: string;
  /** Files that are not open, of which is heard through this one. */
  readonly related: readonly string[];
  readonly previousResultId?: string | undefined;
}

type Report = FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport;
type RelatedReport = RelatedFullDocumentDiagnosticReport | RelatedUnchangedDocumentDiagnosticReport;

/** Answers when it is asked, and has itself asked again when a file's text is not what has changed. */
export class PullDelivery implements Delivery {
  readonly #options: PullOptions;
  #files: ReadonlyMap<string, FileDiagnostics> = new Map();
  /** What the editor was told last, by path. */
  readonly #told = new Map<string, string>();
  /** What it was asked to ask for, by path: it may not want to. */
  readonly #announced = new Map<string, string>();
  /** The files that were told of with another, by its path. */
  readonly #relatedTo = new Map<string, readonly string[]>();
  #isRefreshing = false;

  constructor(options: PullOptions) {
    this.#options = options;
  }

  deliver(files: ReadonlyMap<string, FileDiagnostics>): void {
    this.#files = files;
    let isNews = false;
    for (const [path, { items, isAwaited }] of files) {
      const told = this.#told.get(path);
      const id = idOf(items);
      if (told === undefined || isAwaited || [told, this.#announced.get(path)].includes(id))
        continue;
      this.#announced.set(path, id);
      isNews = true;
    }
    if (isNews) this.#refresh();
  }

  report({ path, related, previousResultId }: PullRequest): RelatedReport {
    const report = this.#reportOn(path, previousResultId);
    if (!this.#options.hasRelated()) return report;
    // What was told of a file and holds no more has to be taken back.
    const others = new Set([...related, ...(this.#relatedTo.get(path) ?? [])]);
    this.#relatedTo.set(path, related);
    if (others.size === 0) return report;
    const relatedDocuments = Object.fromEntries(
      [...others].map((other) => [
        this.#options.uriOf(other),
        this.#reportOn(other, this.#told.get(other)),
      ]),
    );
    return { ...report, relatedDocuments };
  }

  /** An editor forgets what it was told of and with a file that it closes. */
  closed(path: string): void {
    for (const each of [path, ...(this.#relatedTo.get(path) ?? [])]) {
      this.#told.delete(each);
      this.#announced.delete(each);
    }
    this.#relatedTo.delete(path);
  }

  #reportOn(path: string, previous: string | undefined): Report {
    const items = this.#files.get(path)?.items ?? [];
    const resultId = idOf(items);
    this.#told.set(path, resultId);
    this.#announced.delete(path);
    return previous === resultId
      ? { kind: Kind.Unchanged, resultId }
      : { kind: Kind.Full, resultId, items: [...items] };
  }

  #refresh(): void {
    if (this.#isRefreshing || !this.#options.canRefresh()) return;
    this.#isRefreshing = true;
    this.#options.connection.languages.diagnostics
      .refresh()
      .catch((error: unknown) => {
        this.#options.log.debug(`The client did not ask for diagnostics again: ${String(error)}`);
      })
      .finally(() => {
        this.#isRefreshing = false;
      });
  }
}

/** The same diagnostics have the same one, also after others. */
const idOf = (items: readonly Diagnostic[]): string =>
  createHash('sha1').update(JSON.stringify(items)).digest('base64url');
