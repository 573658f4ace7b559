import * as vscode from 'vscode';
import type { PanelContext } from './host.ts';
import { restoreLogsPanels } from './logs.ts';
import { restoreMetricsPanels } from './metrics.ts';

export { panelContext, type PanelContext, type PanelServer } from './host.ts';
export { openLogsPanel } from './logs.ts';
export { openMetricsPanel } from './metrics.ts';

/** Restores the panels of before a reload; disposing closes those that are open. */
export const registerPanels = (context: PanelContext): vscode.Disposable =>
  vscode.Disposable.from(restoreLogsPanels(context), restoreMetricsPanels(context), {
    dispose: () => {
      for (const panel of [...context.open.values()]) panel.dispose();
    },
  });
