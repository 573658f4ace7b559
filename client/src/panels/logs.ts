import * as vscode from 'vscode';
import type { LogsToHost } from '#shared/panels/logs';
import { logsTarget, type LogsTarget } from '#shared/protocol/logs';
import type { PanelContext } from './host.ts';
import { LogsSession, type LogsOpened, type LogsReceived } from './logs-session.ts';
import { openPanel, registerPanels, type PanelKind } from './open-panel.ts';
import { subjectSchema, type PanelSubject } from './subject.ts';

const viewType = 'hyperbox.logs';

const logsPanel = ({
  lists,
  places,
}: PanelContext): PanelKind<LogsTarget, LogsOpened, LogsReceived, LogsToHost> => ({
  viewType,
  viewId: 'hyperbox.views.logs',
  choose: () => ({
    command: 'hyperbox.projects.showLogs',
    label: vscode.l10n.t('Show the logs of a project'),
  }),
  bundle: 'logs',
  target: logsTarget,
  session: (subject) => new LogsSession(subject, { lists, places }),
});

/** Shows the logs of a container, a service or a whole project, and follows them. */
export const openLogsPanel = (context: PanelContext, subject: PanelSubject<LogsTarget>): void => {
  openPanel(context, logsPanel(context), subject);
};

const shown = subjectSchema(logsTarget);

/** What the panel of logs shows that has the focus. */
export const activeLogs = ({ open }: PanelContext): PanelSubject<LogsTarget> | undefined => {
  const active = [...open].find(([key, panel]) => key.startsWith(`${viewType} `) && panel.isActive);
  return shown.safeParse(active?.[1].subject).data;
};

export const registerLogsPanels = (context: PanelContext): vscode.Disposable =>
  registerPanels(context, logsPanel(context));
