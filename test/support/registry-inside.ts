import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { OwnDockerd } from './dockerd.ts';
import { command } from './engine.ts';
import type { ImageContent, TestRegistry } from './registry.ts';

/** A registry on the loopback of an own engine, which lives in a network namespace of its own. */
export const registryInside = async (
  { pid }: OwnDockerd,
  content: ImageContent,
): Promise<TestRegistry> => {
  if (pid === undefined) throw new Error('The engine does not run.');
  const enter = ['--target', String(pid), '--net'];
  await command('nsenter', [...enter, 'ip', 'link', 'set', 'lo', 'up']);
  const script = fileURLToPath(new URL('registry-child.ts', import.meta.url));
  const child = spawn('nsenter', [...enter, process.execPath, script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const answer = once(child, 'message');
  child.send(content);
  const [host] = (await answer) as [string];
  return {
    host,
    dispose() {
      child.disconnect();
    },
  };
};
