import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../../server/src/base/log.ts';
import type { ConnectResult } from '../../../server/src/engines/contract.ts';
import { createDrivers } from '../../../server/src/engines/registry.ts';
import { busyboxImage, cleanUp, connectEngine, testEndpoint } from '../../support/engine.ts';

/** Stands in for `ssh`: notes its arguments, and is the other machine's `docker system dial-stdio`. */
const standIn = (folder: string): string => `#!${process.execPath}
const { appendFileSync } = require('node:fs');
const { connect } = require('node:net');
appendFileSync(${JSON.stringify(join(folder, 'arguments'))}, JSON.stringify(process.argv.slice(2)) + '\\n');
const socket = connect(${JSON.stringify(testEndpoint.address.replace('unix://', ''))});
process.stdin.pipe(socket).pipe(process.stdout);
socket.on('close', () => process.exit(0));
`;

describe('An engine over ssh', function () {
  this.timeout(30_000);
  let folder: string;
  let oldPath: string | undefined;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-ssh-'));
    oldPath = process.env['PATH'];
    process.env['PATH'] = `${folder}:${oldPath ?? ''}`;
  });
  after(async () => {
    process.env['PATH'] = oldPath;
    await rm(folder, { recursive: true, force: true });
  });

  const install = async (script: string): Promise<void> => {
    await writeFile(join(folder, 'ssh'), script);
    await chmod(join(folder, 'ssh'), 0o755);
  };
  const connect = (address: string): Promise<ConnectResult> => {
    const options = { env: {}, homedir: folder, platform: process.platform, log: silentLog };
    const [driver] = createDrivers(options);
    const endpoint = { id: 'ssh', label: 'The other machine', address };
    return driver!.connect(endpoint, AbortSignal.timeout(20_000));
  };

  it('works through the streams of the ssh program, events and terminals too', async () => {
    const local = await connectEngine();
    const image = await busyboxImage(local);
    await install(standIn(folder));
    const result = await connect('ssh://ada@example.test:2222');
    assert.ok(result.kind === 'ok');
    const { engine } = result;
    const label = 'dev.hyperbox.test=ssh';
    try {
      const ended: unknown[] = [];
      const heard: string[] = [];
      const events = await engine.events({
        onEvent: ({ action }) => heard.push(action),
        onEnd: (cause) => ended.push(cause),
      });
      const id = await engine.containers.create({
        image,
        labels: { 'dev.hyperbox.test': 'ssh' },
        command: ['sleep', '100'],
      });
      await engine.containers.start(id);
      const output = await engine.containers.exec(id, { command: ['echo', 'over there'] });
      assert.equal(output.stdout, 'over there\n');
      await engine.containers.remove(id, { force: true });
      assert.ok(heard.includes('start'));
      events.dispose();
      assert.deepEqual(ended, [undefined]);
    } finally {
      engine.dispose();
      await cleanUp(local, label);
      local.dispose();
    }
    const [first] = (await readFile(join(folder, 'arguments'), 'utf8')).split('\n');
    const words = JSON.parse(first ?? '') as string[];
    assert.deepEqual(words.slice(0, 4), ['-l', 'ada', '-p', '2222']);
    assert.ok(words.includes('BatchMode=yes'));
    assert.deepEqual(words.slice(words.indexOf('--')), [
      '--',
      'example.test',
      'docker',
      'system',
      'dial-stdio',
    ]);
  });

  it('tells what ssh said when it does not get in', async () => {
    await install(
      '#!/bin/sh\necho "ada@example.test: Permission denied (publickey)." >&2\nexit 255\n',
    );
    const result = await connect('ssh://ada@example.test');
    assert.ok(result.kind === 'broken');
    assert.equal(result.fault.reason, 'permission');
    assert.match(result.fault.message, /Permission denied \(publickey\)/);
  });

  it('says when there is no ssh program', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = '/nonexistent';
    try {
      const result = await connect('ssh://ada@example.test');
      assert.ok(result.kind === 'broken');
      assert.match(result.fault.message, /ssh/);
    } finally {
      process.env['PATH'] = path;
    }
  });
});
