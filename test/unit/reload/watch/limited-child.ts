import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../../server/src/base/clock.ts';
import { HyperBoxError } from '../../../../server/src/base/error.ts';
import { createWatchFiles } from '../../../../server/src/reload/watcher.ts';

/** Watches more folders than it may, writes into all of them, and prints what it hears. */
const [root = '', count = ''] = process.argv.slice(2);
const files = Array.from({ length: Number(count) }, (_, i) =>
  join(root, `folder-${String(i)}`, 'file'),
);
for (const file of files) {
  mkdirSync(join(file, '..'));
  writeFileSync(file, '1');
}
const heard = new Set<string>();
const watch = createWatchFiles({ name: process.platform, clock: systemClock })({
  paths: [root, join(root, '..', 'beside')],
  ignored: () => false,
  onChange: (path) => {
    heard.add(path);
    if (files.every((file) => heard.has(file))) {
      process.stdout.write('heard all\n');
      watch.dispose();
    }
  },
  onError: (error) => {
    const hint = error instanceof HyperBoxError ? error.hint : undefined;
    process.stdout.write(`error ${String(error)} | ${hint ?? ''}\n`);
  },
});
await watch.ready;
for (const file of files) appendFileSync(file, '2');
