import type { Theme } from '../../../support/vscode-profile.ts';

/**
 * The pictures of the README are taken by the tests that show the same thing. `scripts/screenshots.ts`
 * says in which theme and under which project name; a plain run of the tests says neither.
 */
export const themeOfShots: Theme =
  process.env['HYPERBOX_SHOTS_THEME'] === 'dark' ? 'dark' : 'light';

export const projectOfShots = process.env['HYPERBOX_SHOTS_PROJECT'];
