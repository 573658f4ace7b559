import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { logsToPage, type LogsToHost, type LogsToPage } from '#shared/panels/logs';
import { connectHost } from '../base/page-host.ts';
import { LogsPage } from './page.ts';

// Only what is used: the others stay out of the bundle.
provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeTextField(),
);
const host = connectHost<LogsToPage, LogsToHost>(logsToPage, (message) => {
  page.take(message);
});
const page = new LogsPage(host);
document.body.append(page.element);
page.start();
host.post({ kind: 'ready' });
