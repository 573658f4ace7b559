import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFileLock } from '../../../server/src/base/file-lock.ts';

const [folder = '', times = '0'] = process.argv.slice(2);

/** Adds one to the file's number so many times; for -1 it takes the lock and keeps it. */
if (times === '-1') {
  await withFileLock({ folder, key: 'test' }, () => {
    process.send!('held');
    return new Promise(() => setInterval(() => undefined, 1_000));
  });
}
for (let index = 0; index < Number(times); index++) {
  await withFileLock({ folder, key: 'test' }, async () => {
    const path = join(folder, 'count');
    const count = Number(await readFile(path, 'utf8'));
    await writeFile(path, String(count + 1));
  });
}
process.disconnect();
