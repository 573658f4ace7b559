// `npm start [-- PATH] [--no-vscode] [--stop]`: an engine, the example's images, the project, and
// VS Code on it. All of it stays when this ends; `--stop` stops the project and VS Code.
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './setup/build.ts';
import { ensureEngine } from './setup/engine.ts';
import { ensureImages } from './setup/images.ts';
import { NeedsAction, say } from './setup/say.mjs';
import { root } from './stages.ts';
import { closeEditor, openEditor } from './start/editor.ts';
import { openServer, type HyperBoxServer } from './start/hyperbox-server.ts';
import { startProjects, stopProjects } from './start/project.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    vscode: { type: 'boolean', default: true },
    stop: { type: 'boolean', default: false },
  },
  allowNegative: true,
});

const given = positionals[0] ?? path.join(root, 'examples', 'guestbook');
const stopLine = `npm start -- ${positionals[0] ? `${positionals[0]} ` : ''}--stop`;
const interrupt = new AbortController();
process.once('SIGINT', () => {
  interrupt.abort();
  say(`interrupted: what was started stays. To stop it: ${stopLine}`);
});

let server: HyperBoxServer | undefined;
try {
  const folder = await realpath(given);
  const engine = await ensureEngine();
  interrupt.signal.throwIfAborted();
  await build({ production: true });
  if (!values.stop) await ensureImages(folder, engine.address);
  interrupt.signal.throwIfAborted();
  server = await openServer({
    root,
    folder,
    env: { ...process.env, DOCKER_HOST: engine.address },
  });
  if (values.stop) {
    await stopProjects(server, folder);
    await closeEditor();
  } else {
    await startProjects(server, folder, interrupt.signal);
    if (values.vscode && !interrupt.signal.aborted) await openEditor(root, folder);
    say(`everything goes on running. To stop it: ${stopLine}`);
  }
} catch (error) {
  process.exitCode = 1;
  if (!interrupt.signal.aborted) explain(error);
} finally {
  await server?.close().catch(() => undefined);
}

function explain(error: unknown): void {
  const { message, data } = error as Partial<
    Error & { data: { hint?: string; output?: string[] } }
  >;
  say(error instanceof NeedsAction ? error.message : (message ?? String(error)));
  for (const line of data?.output ?? []) process.stdout.write(`    ${line}\n`);
  if (data?.hint) say(data.hint);
}
