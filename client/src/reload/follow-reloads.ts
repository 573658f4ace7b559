import * as vscode from 'vscode';
import { reloadFinished } from '#shared/protocol/reload';
import type { App } from '../app.ts';
import { LastReloads } from './last-reloads.ts';
import { showReloadDiagnostics } from './reload-diagnostics.ts';
import { reportReloadFailures } from './reload-failures.ts';
import { showReloadStatus } from './reload-status.ts';

/** Shows how reloads ended where nobody has to look for it: status bar, problems, and a toast for a failure. */
export const followReloads = ({ server, projects, log }: App): vscode.Disposable => {
  const last = new LastReloads();
  return vscode.Disposable.from(
    server.on(reloadFinished, (item) => {
      last.hear(item);
    }),
    projects.onDidChange(() => {
      if (projects.known) last.keep(projects.items);
    }),
    showReloadStatus(last),
    showReloadDiagnostics(last),
    reportReloadFailures(last, log),
    last,
  );
};
