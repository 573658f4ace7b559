import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../server/src/base/clock.ts';
import type { Disposable } from '../../server/src/base/disposable.ts';
import { silentLog } from '../../server/src/base/log.ts';
import { openSocketDoor } from '../../server/src/doors/socket-door.ts';
import { Host } from '../../server/src/host.ts';
import { defaultInitialization } from '../../server/src/workspace/initialization.ts';
import { folderOf, hb } from './hb.ts';

describe('hb with a server that runs already', () => {
  let folder: string;
  let remove: () => Promise<void>;
  let host: Host;
  let door: Disposable;
  before(async () => {
    ({ folder, remove } = await folderOf({
      'compose.yaml': 'services: { web: { image: "a:${TAG:-none}" } }\n',
    }));
    const platform = {
      name: process.platform,
      environment: { ...process.env, XDG_STATE_HOME: join(folder, 'state') },
      homeFolder: homedir(),
      workingFolder: folder,
      clock: systemClock,
    };
    host = new Host({ platform, log: silentLog, trusted: false });
    host.initialize(defaultInitialization([], { platform, trusted: true }));
    door = await openSocketDoor(host, join(folder, 'hb.sock'));
  });
  after(async () => {
    door.dispose();
    host.dispose();
    await remove();
  });

  it('asks it, with the variables of this shell', async () => {
    const { code, stdout, stderr } = await hb(['--socket', 'hb.sock', 'config', '--images'], {
      cwd: folder,
      env: { TAG: 'here' },
    });
    assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: 'a:here\n', stderr: '' });
  });

  it('shows the same failures', async () => {
    const { code, stderr } = await hb(['--socket', 'hb.sock', 'config', 'nope'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stderr, /^error: There is no service "nope"/);
  });

  it('opens projects that no list shows', async () => {
    const { code, stdout } = await hb(['--socket', 'hb.sock', '-p', 'hbcli-none', 'ps', '-q'], {
      cwd: folder,
    });
    assert.deepEqual({ code, stdout }, { code: 0, stdout: '' });
    const listed = await host.services!.projects.list();
    assert.ok(!listed.some(({ id }) => id.startsWith('opened:')));
  });

  it('says that nobody listens', async () => {
    const { code, stderr } = await hb(['--socket', 'nobody.sock', 'config'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stderr, /No server answers on nobody\.sock/);
  });
});
