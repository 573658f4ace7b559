import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { openServer } from '../../../scripts/start/hyperbox-server.ts';

const timers = (): number =>
  process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('a server as a process', () => {
  it('leaves no timer behind when it is killed in the middle of a message', async () => {
    // The test has one itself, from here on.
    await setTimeout(1);
    const before = timers();
    const server = await openServer({
      root: path.resolve(import.meta.dirname, '../../..'),
      script: 'test/unit/scripts/half-message-child.ts',
      folder: import.meta.dirname,
      env: process.env,
    });
    await setTimeout(200);
    await server.kill();
    assert.equal(timers(), before);
  });
});
