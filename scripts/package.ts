// `npm run package [-- FILE]`: makes the .vsix.
import path from 'node:path';
import { build } from './setup/build.ts';
import { say } from './setup/say.mjs';
import { makeVsix } from './setup/vsix.ts';
import { root } from './stages.ts';

const out = path.resolve(process.argv[2] ?? path.join(root, 'hyperbox.vsix'));
try {
  await build({ production: true });
  const { bytes, files } = await makeVsix(root, out);
  const size = `${String(Math.ceil(bytes / 1024))} KB`;
  say(`${path.relative(process.cwd(), out)}: ${size}, ${String(files.length)} files`);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
