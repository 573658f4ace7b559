import { foldViews } from './rows.ts';
import type { VsCode } from '../../../support/vscode.ts';
import type { Theme } from '../../../support/vscode-profile.ts';

/**
 * The pictures of the README are taken by the tests that show the same thing. `scripts/screenshots.ts`
 * says in which theme and under which project name; a plain run of the tests says neither.
 */
export const themeOfShots: Theme =
  process.env['HYPERBOX_SHOTS_THEME'] === 'dark' ? 'dark' : 'light';

export const projectOfShots = process.env['HYPERBOX_SHOTS_PROJECT'];

/** A picture of the project itself: nothing else that happens to be on this machine's engine. */
export const tidyForShots = async (vscode: VsCode): Promise<void> => {
  if (projectOfShots === undefined) return;
  await vscode.runCommand('HyperBox: Show Only Projects of This Workspace');
  await foldViews(vscode.page, ['Containers', 'Engine']);
};
