import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Makes `dist/`. */
export async function build(options: { readonly production: boolean }): Promise<void> {
  const args = [path.join(root, 'esbuild.mjs'), ...(options.production ? ['--production'] : [])];
  await run(process.execPath, args, { cwd: root });
}
