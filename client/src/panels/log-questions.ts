import * as vscode from 'vscode';
import type { LogsToHost, LogsToPage } from '#shared/panels/logs';
import type { StreamId } from '#shared/protocol/ids';
import { logsCount, logsFind, logsRead } from '#shared/protocol/logs';
import type { PanelServer } from './host.ts';
import { pageLine } from './page-line.ts';
import type { PanelPort } from './panel-host.ts';

export type LogQuestion = Extract<LogsToHost, { readonly kind: 'read' | 'find' | 'count' }>;
type Asked<Kind> = Extract<LogQuestion, { readonly kind: Kind }>;

interface Asking {
  readonly server: PanelServer;
  readonly streamId: StreamId;
  readonly token: vscode.CancellationToken;
}

/** Puts the page's questions to the server, and its answers to the page. */
export class LogQuestions {
  readonly #asked = new Map<number, vscode.CancellationTokenSource>();
  #turn: Promise<unknown> = Promise.resolve();

  /** One after the other: what is read after a change of view is read with it. */
  inOrder<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  cancel(ask: number): void {
    this.#asked.get(ask)?.cancel();
  }

  async answer(question: LogQuestion, { server, streamId, post }: PanelPort): Promise<void> {
    if (streamId === undefined) return;
    const { ask } = question;
    const source = new vscode.CancellationTokenSource();
    this.#asked.set(ask, source);
    try {
      // A long search holds up nothing; only what it is about has to be settled.
      await this.#turn;
      const { token } = source;
      if (!token.isCancellationRequested) {
        post(await answers(question, { server, streamId, token }));
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const failed: LogsToPage = { kind: 'failed', ask, message };
      if (!source.token.isCancellationRequested) post(failed);
    } finally {
      this.#asked.delete(ask);
      source.dispose();
    }
  }
}

const answers = (question: LogQuestion, asking: Asking): Promise<LogsToPage> => {
  if (question.kind === 'read') return read(question, asking);
  return question.kind === 'find' ? find(question, asking) : count(question, asking);
};

const read = async (
  { ask, at, before, after }: Asked<'read'>,
  { server, streamId, token }: Asking,
): Promise<LogsToPage> => {
  const place = at === undefined ? {} : { at };
  const params = { streamId, ...place, before, after };
  const { lines, atStart, atEnd } = await server.request(logsRead, params, { token });
  return { kind: 'window', ask, lines: lines.map(pageLine), atStart, atEnd };
};

const find = async (
  { ask, query, from, direction }: Asked<'find'>,
  { server, streamId, token }: Asking,
): Promise<LogsToPage> => {
  const place = from === undefined ? {} : { from };
  const params = { streamId, query, ...place, direction };
  const { at, wrapped } = await server.request(logsFind, params, { token });
  return { kind: 'found', ask, ...(at !== undefined && { at }), wrapped };
};

const count = async (
  { ask, query, upTo }: Asked<'count'>,
  { server, streamId, token }: Asking,
): Promise<LogsToPage> => {
  const place = upTo === undefined ? {} : { upTo };
  const counted = await server.request(logsCount, { streamId, query, ...place }, { token });
  return { kind: 'counted', ask, ...counted };
};
