import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/**
 * Connects as another user, since root is let in everywhere. It becomes that user by itself, once it
 * has read its sources, which may lie in a folder that is root's alone.
 */
const probe = `
  import { createDrivers } from './server/src/engines/registry.ts';
  import { silentLog } from './server/src/base/log.ts';
  const [driver] = createDrivers({ env: {}, homedir: '/', platform: 'linux', log: silentLog });
  process.setgroups([]);
  process.setgid(65534);
  process.setuid(65534);
  const endpoint = { id: 'docker', label: 'Docker', address: 'unix://' + process.env.SOCKET };
  const result = await driver.connect(endpoint, AbortSignal.timeout(10000));
  process.stdout.write(JSON.stringify(result.kind === 'broken' ? result.fault : {}));
`;

describe('A socket that the user may not open', function () {
  this.timeout(30_000);

  before(function () {
    if (process.getuid?.() !== 0) {
      console.log('      Skipped: becoming another user needs root.');
      this.skip();
    }
  });

  it('is broken for want of permission, with the command that gives it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hyperbox-permission-'));
    const socket = join(folder, 'docker.sock');
    const server = createServer();
    try {
      await chmod(folder, 0o755);
      await new Promise<void>((resolve) => server.listen(socket, resolve));
      await chmod(socket, 0o660);
      const child = spawn(process.execPath, ['--input-type=module', '-e', probe], {
        env: { SOCKET: socket },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const fault = JSON.parse(await text(child.stdout)) as Record<string, string>;
      assert.equal(fault['reason'], 'permission');
      assert.match(fault['message'] ?? '', new RegExp(socket));
      assert.equal(fault['command'], 'sudo usermod -aG docker $USER');
    } finally {
      server.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
