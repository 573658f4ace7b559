// The door of `npm start`, `npm test` and the like. It runs on Node 20 with nothing installed, and
// hands over to the script of the verb once a Node that can run it and its packages are there.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureNode } from './setup/node.mjs';
import { say } from './setup/say.mjs';

/** @type {Record<string, string[]>} */
const verbs = {
  start: ['start.ts'],
  test: ['test.ts', 'all'],
  check: ['test.ts', 'check'],
  bench: ['bench.ts'],
  package: ['package.ts'],
};

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [verb = '', ...args] = process.argv.slice(2);
const script = verbs[verb];

if (!script) {
  say(`unknown verb "${verb}"; there are: ${Object.keys(verbs).join(', ')}`);
  process.exit(2);
}

try {
  const [file = '', ...first] = script;
  const node = await ensureNode();
  await ensureDependencies(root);
  // What the scripts start (npm, eslint, a server) must find the same Node by name.
  const PATH = [path.dirname(node), process.env['PATH']].join(path.delimiter);
  const child = spawn(node, [path.join(root, 'scripts', file), ...first, ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH },
  });
  // The terminal sends Ctrl-C to both; the script decides what to do with it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
