import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { logsToHost, type LogsToHost, type LogsToPage } from '#shared/panels/logs';
import type { StreamId } from '#shared/protocol/ids';
import {
  logsClose,
  logsOpen,
  logsReceived,
  logsSave,
  logsView,
  type LogLine,
  type LogsTarget,
} from '#shared/protocol/logs';
import { askForSources } from './add-log-sources.ts';
import { askSince } from './ask-since.ts';
import type { PanelContext, PanelServer } from './host.ts';
import { LogQuestions } from './log-questions.ts';
import { addedTarget, isAdded, mergeTargets, without, type AddedTarget } from './log-targets.ts';
import { pageLine } from './page-line.ts';
import type { PanelPort, PanelSession } from './panel-host.ts';
import type { StreamPort } from './panel-stream.ts';
import { saveLog } from './save-log.ts';
import type { PanelSubject } from './subject.ts';

/** Lines of history that a panel begins with: enough to scroll through, quick to fetch. */
const tail = 2_000;

export interface LogsOpened {
  readonly streamId: StreamId;
  readonly sources: readonly string[];
}
export interface LogsReceived {
  readonly streamId: StreamId;
  readonly lines: readonly LogLine[];
  readonly dropped: number;
  readonly behind?: number;
}

type View = Extract<LogsToHost, { readonly kind: 'view' }>;
type Said<Kind extends LogsToHost['kind']> = Extract<LogsToHost, { readonly kind: Kind }>;
/** A row for each message that is no question. */
type Deeds = {
  readonly [Kind in Exclude<LogsToHost['kind'], 'ready' | 'retry' | 'read' | 'find' | 'count'>]: (
    message: Said<Kind>,
    panel: PanelPort,
  ) => unknown;
};

/** What one panel of logs shows, and what its page may ask for. */
export class LogsSession implements PanelSession<LogsOpened, LogsReceived, LogsToHost> {
  readonly title: string;
  readonly toHost = logsToHost;
  readonly received = logsReceived;
  readonly #subject: PanelSubject<LogsTarget>;
  readonly #with: Pick<PanelContext, 'lists' | 'places'>;
  readonly #questions = new LogQuestions();
  #added: readonly AddedTarget[];
  #view: View = { kind: 'view', turn: 0, filter: { hidden: [] }, follow: true };
  /** The last view that the server has taken: lines that come now were chosen by it. */
  #taken = 0;

  constructor(subject: PanelSubject<LogsTarget>, context: Pick<PanelContext, 'lists' | 'places'>) {
    this.#subject = subject;
    this.#with = context;
    this.title = vscode.l10n.t('Logs: {0}', subject.title);
    this.#added = z.safeParse(z.array(addedTarget), subject.extra).data ?? [];
  }

  get restore(): PanelSubject<LogsTarget> {
    const { target, title } = this.#subject;
    return { target, title, extra: this.#added };
  }

  port(server: PanelServer): StreamPort<LogsOpened> {
    const { target } = this.#subject;
    return {
      open: async () => {
        const { turn, filter } = this.#view;
        const more = mergeTargets(this.#added);
        const opened = await server.request(logsOpen, { target, more, filter, keep: true, tail });
        this.#taken = turn;
        return opened;
      },
      close: (streamId) => server.request(logsClose, { streamId }),
    };
  }

  openedMessage({ sources }: LogsOpened): LogsToPage {
    const shown = sources.map((key) => ({ key, added: isAdded(this.#added, key) }));
    return { kind: 'opened', turn: this.#taken, sources: shown };
  }

  receivedMessage({ lines, dropped, behind }: LogsReceived): LogsToPage {
    return {
      kind: 'received',
      turn: this.#taken,
      lines: lines.map(pageLine),
      dropped,
      ...(behind !== undefined && { behind }),
    };
  }

  readonly handle = (message: LogsToHost, panel: PanelPort): void => {
    if (message.kind === 'ready' || message.kind === 'retry') return;
    if (message.kind === 'read' || message.kind === 'find' || message.kind === 'count') {
      void this.#questions.answer(message, panel);
      return;
    }
    const deed = this.#deeds[message.kind] as (message: LogsToHost, panel: PanelPort) => unknown;
    void deed(message, panel);
  };

  readonly #deeds: Deeds = {
    view: (view, panel) => this.#show(view, panel),
    cancel: ({ ask }) => {
      this.#questions.cancel(ask);
    },
    copy: ({ text }) => vscode.env.clipboard.writeText(text),
    save: ({ format }, { server, streamId }) => {
      if (streamId === undefined) return;
      return saveLog(this.#subject.title, format, (path) =>
        server.request(logsSave, { streamId, path, format }),
      );
    },
    open: ({ source, place }, { streamId, viewColumn }) => {
      if (streamId === undefined) return;
      const where = { viewColumn: columnBeside(viewColumn) };
      return this.#with.places.open({ streamId, source }, place, where);
    },
    askSince: async (_message, panel) => {
      const sinceMs = await askSince();
      if (sinceMs !== undefined) panel.post(toPage({ kind: 'since', sinceMs }));
    },
    add: async (_message, panel) => {
      const shown = [this.#subject.target, ...this.#added.map(({ target }) => target)];
      const added = await askForSources(this.#with.lists, shown);
      if (added.length > 0) this.#change([...this.#added, ...added], panel);
    },
    remove: ({ source }, panel) => {
      this.#change(without(this.#added, source), panel);
    },
  };

  #change(added: readonly AddedTarget[], panel: PanelPort): void {
    this.#added = added;
    // The page keeps what is to be restored.
    panel.post(toPage({ kind: 'init', title: this.title, restore: this.restore }));
    panel.reopen();
  }

  /** Asked in order, so that the answer tells apart the lines before it from those after. */
  async #show(view: View, { server, streamId }: PanelPort): Promise<void> {
    this.#view = view;
    if (streamId === undefined) return;
    const { filter, follow } = view;
    await this.#questions.inOrder(async () => {
      try {
        await server.request(logsView, { streamId, filter, follow });
        this.#taken = view.turn;
      } catch {
        // The stream is gone, or cannot do it: what is read next says so, in the panel.
      }
    });
  }
}

/** A file must not cover the log that it was opened from. */
const columnBeside = (own: vscode.ViewColumn | undefined): vscode.ViewColumn => {
  const others = vscode.window.tabGroups.all.filter(({ viewColumn }) => viewColumn !== own);
  return others[0]?.viewColumn ?? vscode.ViewColumn.Beside;
};

const toPage = (message: LogsToPage): LogsToPage => message;
