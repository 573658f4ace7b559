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
  // This machine may be busy with something else.
  const pressure = '[id$="hyperbox.pressure"] { display: none !important; }';
  await vscode.page.addStyleTag({ content: pressure });
};

/** A picture of a panel in a window of another size, once it `shows` what it has in that size. */
export const shotAt = async (
  vscode: VsCode,
  name: string,
  options: {
    readonly size: { readonly width: number; readonly height: number };
    readonly shows: () => Promise<unknown>;
  },
): Promise<void> => {
  const size = vscode.page.viewportSize();
  await vscode.page.setViewportSize(options.size);
  await options.shows();
  await vscode.screenshot(name);
  if (size !== null) await vscode.page.setViewportSize(size);
};

/** As wide as a window usually is, and high enough for all that a panel has. */
export const highWindow = { width: 1280, height: 1180 };
/** Beside an editor, or in a small window. */
export const narrowWindow = { width: 780, height: 1000 };
