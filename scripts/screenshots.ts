// `node scripts/screenshots.ts [TEST]…`: takes the pictures of docs/images anew, with the tests that show
// the same: `compose-language` takes only its own.
import { mkdtemp, readdir, rm, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './stages.ts';
import { run } from './setup/run.mjs';
import { say } from './setup/say.mjs';

/** The others that the tests take are looked at when one fails. */
const kept = new Set(
  [
    ...['projects-tree', 'start-progress', 'killed-service', 'logs-panel', 'metrics-panel'],
    ...['auto-restart', 'reload-rules', 'reload-failed', 'port-taken'],
    ...['language-fix', 'language-completion', 'language-hover', 'language-rename'],
    ...['language-lenses'],
  ].map((name) => `${name}.png`),
);

/** In high contrast only what has colours of its own is kept. */
const inContrast = new Set(['metrics-panel.png', 'logs-panel.png']);
/** So only these steps are taken, and those that lead to them; icons, which others look at, have no colours there. */
const stepsInContrast = 'is in the sidebar|starts from the palette|answers on its|shows its';
/** Narrow ones show how a panel folds, which is the same in every theme. */
const narrow = new Set(['metrics-narrow.png', 'logs-narrow.png']);

const keeps = (theme: string, file: string): boolean => {
  if (theme === 'hc') return inContrast.has(file);
  return kept.has(file) || (theme === 'dark' && narrow.has(file));
};

const named = process.argv.slice(2);
const tests = (named.length > 0 ? named : ['guestbook', 'reload', 'compose-language']).map(
  (name) => `test/extension/ui/${name}.test.ts`,
);

const images = path.join(root, 'docs', 'images');

for (const theme of ['dark', 'light', 'hc']) {
  const folder = await mkdtemp(path.join(tmpdir(), 'hyperbox-screenshots-'));
  const vsix = path.join(folder, 'hyperbox.vsix');
  try {
    await run(process.execPath, ['scripts/package.ts', vsix], { cwd: root });
    await run(
      process.execPath,
      [
        ...['node_modules/mocha/bin/mocha.js', '--timeout', '60000'],
        ...(theme === 'hc' ? ['--grep', stepsInContrast] : []),
        ...tests,
      ],
      {
        cwd: root,
        timeoutMs: 10 * 60_000,
        env: {
          ...process.env,
          HYPERBOX_VSIX: vsix,
          HYPERBOX_SCREENSHOTS: folder,
          HYPERBOX_SHOTS_THEME: theme,
          HYPERBOX_SHOTS_PROJECT: 'my-guestbook',
        },
      },
    );
    for (const file of (await readdir(folder)).filter((found) => keeps(theme, found))) {
      const name = `${path.basename(file, '.png')}-${theme}.png`;
      await copyFile(path.join(folder, file), path.join(images, name));
      say(`docs/images/${name}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
