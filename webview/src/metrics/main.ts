import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { metricsToPage, type MetricsToHost, type MetricsToPage } from '#shared/panels/metrics';
import { connectHost } from '../base/page-host.ts';
import { MetricsPage } from './page.ts';

// Only what is used: the others stay out of the bundle.
provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeTextField(),
);
const host = connectHost<MetricsToPage, MetricsToHost>(metricsToPage, (message) => {
  page.take(message);
});
const page = new MetricsPage(host);
document.body.append(page.element);
host.post({ kind: 'ready' });
