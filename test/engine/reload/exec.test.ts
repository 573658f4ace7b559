import assert from 'node:assert/strict';
import { runHook } from '../../../server/src/reload/act/exec.ts';
import { SyncBed } from './sync-bed.ts';

describe('running a command after a copy', () => {
  let bed: SyncBed;
  before(async () => {
    bed = await SyncBed.open('exec');
  });
  after(() => bed.dispose());

  const run = (containerId: string, hook: Parameters<typeof runHook>[0]['hook']): Promise<void> =>
    runHook({
      engine: bed.box.engine,
      containerId,
      hook,
      model: { environment: { OUTER: 'outer' } },
      signal: AbortSignal.timeout(20_000),
    });

  it('runs as the hook says: user, folder and environment', async () => {
    const id = await bed.run();
    await run(id, {
      command: ['sh', '-c', 'echo "$(id -u) $PWD $GIVEN $OUTER" >> /tmp/said'],
      user: '12',
      working_dir: '/tmp',
      environment: { GIVEN: 'given', OUTER: null },
    });
    assert.equal(await bed.say(id, 'cat /tmp/said'), '12 /tmp given outer');
  });

  it('tells the end of what a failing command said', async () => {
    const id = await bed.run();
    await assert.rejects(
      run(id, { command: ['sh', '-c', 'seq 30; echo no such luck >&2; exit 3'] }),
      {
        code: 'reload-failed',
        message: 'The command "sh -c seq 30; echo no such luck >&2; exit 3" exited with code 3.',
        output: [...Array.from({ length: 19 }, (_, i) => String(i + 12)), 'no such luck'],
      },
    );
    await assert.rejects(run(id, { command: ['nothing-of-this-name'] }), { code: 'reload-failed' });
  });

  it('tells the end of the container from that of a command', async () => {
    const id = await bed.run();
    const running = run(id, { command: ['sh', '-c', 'touch /tmp/begun; exec sleep 60'] });
    running.catch(() => undefined);
    while ((await bed.box.engine.containers.stat(id, '/tmp/begun')) === undefined);
    await bed.box.engine.containers.kill(id);
    await assert.rejects(running, { code: 'conflict' });
  });
});
