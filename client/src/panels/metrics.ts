import * as vscode from 'vscode';
import { metricsToHost, type MetricsToHost, type MetricsToPage } from '#shared/panels/metrics';
import type { ContainerId, StreamId } from '#shared/protocol/ids';
import {
  metricsClose,
  metricsOpen,
  metricsSampled,
  metricsTarget,
  type MetricsSeries,
  type MetricsTarget,
} from '#shared/protocol/metrics';
import type { PanelContext } from './host.ts';
import { MetricsHistory } from './metrics-history.ts';
import { openPanel, restorePanels, type PanelKind, type PanelSubject } from './open-panel.ts';

interface Opened {
  readonly streamId: StreamId;
  readonly hostCpus: number;
  readonly series: readonly MetricsSeries[];
}
interface Sampled {
  readonly streamId: StreamId;
  readonly series: readonly MetricsSeries[];
  readonly gone: readonly ContainerId[];
}

const metricsPanel: PanelKind<MetricsTarget, Opened, Sampled, MetricsToHost> = {
  viewType: 'hyperbox.metrics',
  bundle: 'metrics',
  target: metricsTarget,
  session: (subject) => {
    const history = new MetricsHistory();
    return {
      title: vscode.l10n.t('Metrics: {0}', subject.title),
      restore: subject,
      toHost: metricsToHost,
      received: metricsSampled,
      port: (server) => ({
        open: () => server.request(metricsOpen, { target: subject.target }),
        close: (streamId) => server.request(metricsClose, { streamId }),
      }),
      openedMessage: ({ hostCpus, series }) =>
        toPage({ kind: 'opened', hostCpus, series: history.begin(series).map(copySeries) }),
      receivedMessage: ({ series, gone }) => {
        history.add(series, gone);
        return toPage({ kind: 'sampled', series: series.map(copySeries), gone: [...gone] });
      },
    };
  },
};

/** Shows the live numbers of a container, a project, or everything on the engine. */
export const openMetricsPanel = (
  context: PanelContext,
  subject: PanelSubject<MetricsTarget>,
): void => {
  openPanel(context, metricsPanel, subject);
};

export const restoreMetricsPanels = (context: PanelContext): vscode.Disposable =>
  restorePanels(context, metricsPanel);

const toPage = (message: MetricsToPage): MetricsToPage => message;

const copySeries = ({ containerId, label, samples }: MetricsSeries) => ({
  containerId,
  label,
  samples: samples.map((sample) => ({ ...sample })),
});
