import * as vscode from 'vscode';
import {
  metricsToHost,
  type ContainerAction,
  type DiskKind,
  type MetricsToHost,
  type MetricsToPage,
} from '#shared/panels/metrics';
import {
  metricsClose,
  metricsDisk,
  metricsHistory,
  metricsOpen,
  metricsSampled,
  metricsTarget,
  type MetricsTarget,
} from '#shared/protocol/metrics';
import type { PanelContext } from './host.ts';
import {
  historyMessage,
  openedMessage,
  sampledMessage,
  type Opened,
  type Sampled,
} from './metrics-messages.ts';
import { openPanel, registerPanels, type PanelKind } from './open-panel.ts';
import type { PanelPort } from './panel-host.ts';
import type { PanelSubject } from './subject.ts';

const metricsPanel: PanelKind<MetricsTarget, Opened, Sampled, MetricsToHost> = {
  viewType: 'hyperbox.metrics',
  viewId: 'hyperbox.views.metrics',
  choose: () => ({
    command: 'hyperbox.projects.showMetrics',
    label: vscode.l10n.t('Show the metrics of a project'),
  }),
  bundle: 'metrics',
  target: metricsTarget,
  session: (subject) => ({
    title: vscode.l10n.t('Metrics: {0}', subject.title),
    restore: subject,
    toHost: metricsToHost,
    received: metricsSampled,
    port: (server) => ({
      open: () => server.request(metricsOpen, { target: subject.target }),
      close: (streamId) => server.request(metricsClose, { streamId }),
    }),
    openedMessage,
    receivedMessage: sampledMessage,
    handle: (message, panel) => {
      void answer(message, { panel, target: subject.target });
    },
  }),
};

/** Shows the live numbers of a container, of services, of a project, or of all on the engine. */
export const openMetricsPanel = (
  context: PanelContext,
  subject: PanelSubject<MetricsTarget>,
): void => {
  openPanel(context, metricsPanel, subject);
};

export const registerMetricsPanels = (context: PanelContext): vscode.Disposable =>
  registerPanels(context, metricsPanel);

/** They ask, report and fail as they do from the tree. */
const commandOf: Readonly<Record<ContainerAction, string>> = {
  logs: 'hyperbox.containers.showLogs',
  restart: 'hyperbox.containers.restart',
  pause: 'hyperbox.containers.pause',
  stop: 'hyperbox.containers.stop',
};
const cleanUpOf: Readonly<Record<DiskKind, string>> = {
  images: 'hyperbox.images.prune',
  containers: 'hyperbox.containers.prune',
  volumes: 'hyperbox.volumes.prune',
  buildCache: 'hyperbox.images.pruneBuildCache',
};

interface Asked {
  readonly panel: PanelPort;
  readonly target: MetricsTarget;
}

const answer = async (message: MetricsToHost, { panel, target }: Asked): Promise<void> => {
  switch (message.kind) {
    case 'history':
      return answerHistory(message, { panel, target });
    case 'disk':
      return answerDisk(panel);
    case 'act':
      await vscode.commands.executeCommand(commandOf[message.action], message.containerId);
      return;
    case 'cleanUp':
      await vscode.commands.executeCommand(cleanUpOf[message.what]);
      return answerDisk(panel);
    default:
      return;
  }
};

const answerHistory = async (
  asked: MetricsToHost & { readonly kind: 'history' },
  { panel, target }: Asked,
): Promise<void> => {
  const { request, fromMs, toMs, stepMs } = asked;
  try {
    const history = await panel.server.request(metricsHistory, { target, fromMs, toMs, stepMs });
    panel.post(historyMessage(history, asked));
  } catch (error) {
    panel.post(toPage({ kind: 'historyFailed', request, message: messageOf(error) }));
  }
};

const answerDisk = async (panel: PanelPort): Promise<void> => {
  try {
    const usage = await panel.server.request(metricsDisk, {});
    panel.post(toPage({ kind: 'disk', usage }));
  } catch (error) {
    panel.post(toPage({ kind: 'diskFailed', message: messageOf(error) }));
  }
};

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const toPage = (message: MetricsToPage): MetricsToPage => message;
