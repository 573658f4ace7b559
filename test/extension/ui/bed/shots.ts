import { foldViews } from './rows.ts';
import type { VsCode } from '../../../support/vscode.ts';
import type { Theme } from '../../../support/vscode-profile.ts';

/**
 * The pictures of the README are taken by the tests that show the same thing. `scripts/screenshots.ts`
 * says in which theme and under which project name; a plain run of the tests says neither.
 */
const themes: readonly Theme[] = ['light', 'dark', 'hc'];
export const themeOfShots: Theme =
  themes.find((theme) => theme === process.env['HYPERBOX_SHOTS_THEME']) ?? 'light';

export const projectOfShots = process.env['HYPERBOX_SHOTS_PROJECT'];

/** A picture of the project itself: nothing else that happens to be on this machine's engine. */
export const tidyForShots = async (vscode: VsCode): Promise<void> => {
  if (projectOfShots === undefined) return;
  await vscode.runCommand('HyperBox: Show Only Projects of This Workspace');
  await foldViews(vscode.page, ['Containers', 'Engine']);
};

/** A panel as it is beside an editor, or in a small window. */
export const narrowShot = async (vscode: VsCode, name: string): Promise<void> => {
  const size = vscode.page.viewportSize();
  await vscode.page.setViewportSize({ width: 780, height: 1000 });
  await vscode.screenshot(name);
  if (size !== null) await vscode.page.setViewportSize(size);
};
