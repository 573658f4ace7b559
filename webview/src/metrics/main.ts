import { metricsToPage, type MetricsToHost, type MetricsToPage } from '#shared/panels/metrics';
import { registerControls } from '../base/controls.ts';
import { connectHost } from '../base/page-host.ts';
import { MetricsPage } from './page.ts';

registerControls();
const host = connectHost<MetricsToPage, MetricsToHost>(metricsToPage, (message) => {
  page.take(message);
});
const page = new MetricsPage(host);
document.body.append(page.element);
host.post({ kind: 'ready' });
