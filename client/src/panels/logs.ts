import * as vscode from 'vscode';
import { logsToHost, type LogsToHost, type LogsToPage } from '#shared/panels/logs';
import type { StreamId } from '#shared/protocol/ids';
import {
  logsClose,
  logsOpen,
  logsReceived,
  logsTarget,
  type LogLine,
  type LogsTarget,
} from '#shared/protocol/logs';
import type { PanelContext } from './host.ts';
import { openPanel, restorePanels, type PanelKind, type PanelSubject } from './open-panel.ts';
import { saveLog } from './save-log.ts';

/** Lines of history that a panel begins with: enough to scroll through, quick to fetch. */
const tail = 2_000;

interface Opened {
  readonly streamId: StreamId;
  readonly sources: readonly string[];
}
interface Received {
  readonly streamId: StreamId;
  readonly lines: readonly LogLine[];
  readonly dropped: number;
}

const logsPanel: PanelKind<LogsTarget, Opened, Received, LogsToHost> = {
  viewType: 'hyperbox.logs',
  bundle: 'logs',
  target: logsTarget,
  session: (subject) => ({
    title: vscode.l10n.t('Logs: {0}', subject.title),
    restore: subject,
    toHost: logsToHost,
    received: logsReceived,
    port: (server) => ({
      open: () => server.request(logsOpen, { target: subject.target, tail }),
      close: (streamId) => server.request(logsClose, { streamId }),
    }),
    openedMessage: ({ sources }) => toPage({ kind: 'opened', sources: [...sources] }),
    receivedMessage: ({ lines, dropped }) =>
      toPage({ kind: 'received', lines: lines.map(pageLine), dropped }),
    handle: (message) => {
      if (message.kind === 'copy') void vscode.env.clipboard.writeText(message.text);
      else if (message.kind === 'save') void saveLog(subject.title, message.text);
    },
  }),
};

/** Shows the logs of a container, a service or a whole project, and follows them. */
export const openLogsPanel = (context: PanelContext, subject: PanelSubject<LogsTarget>): void => {
  openPanel(context, logsPanel, subject);
};

export const restoreLogsPanels = (context: PanelContext): vscode.Disposable =>
  restorePanels(context, logsPanel);

const toPage = (message: LogsToPage): LogsToPage => message;

const pageLine = ({ seq, timeMs, source, stream, text }: LogLine) => ({
  seq,
  timeMs,
  source,
  stream,
  text,
});
