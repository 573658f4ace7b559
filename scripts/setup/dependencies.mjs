import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { npm } from './npm.mjs';
import { say } from './say.mjs';

/**
 * Makes `node_modules` equal to the lock file. The stamp is written last, so an interrupted install
 * is done again, and a changed lock file is noticed.
 *
 * @param {string} root
 */
export async function ensureDependencies(root) {
  const lock = await readFile(path.join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  const stamp = path.join(root, 'node_modules', '.hyperbox-lock');
  const installed = await readFile(stamp, 'utf8').catch(() => '');
  if (installed === hash) return;
  say('installing the npm packages of package-lock.json');
  await npm(['ci'], root);
  await writeFile(stamp, hash);
}
