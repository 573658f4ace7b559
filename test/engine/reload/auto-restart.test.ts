import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import type { ProjectId } from '#shared/protocol/ids';
import { busyboxTag } from '../../support/engine.ts';
import { ProjectsBed } from '../projects/projects-bed.ts';

const name = 'hyperbox-reload';
const service = (more: string): string =>
  `{ image: "${busyboxTag}", command: [sleep, "600"], init: true, stop_grace_period: 1s${more} }`;
const shop = `name: ${name}
services:
  web: ${service(', volumes: ["./web:/app"]')}
  api: ${service(', volumes: ["./api:/app"]')}
  db: ${service(', env_file: [db.env]')}
`;
const files = {
  'compose.yaml': shop,
  'web/index.js': '1',
  'web/node_modules/x.js': '1',
  'api/main.py': '1',
  'db.env': 'A=1\n',
};

describe('auto restart on save', function () {
  this.timeout(60_000);
  let bed: ProjectsBed;
  afterEach(async () => {
    await bed.dispose(name);
  });

  /** Everything up, the toggle on. */
  const open = async (more: Readonly<Record<string, string>> = {}): Promise<ProjectId> => {
    bed = await ProjectsBed.make({ ...files, ...more }, name);
    bed.built.push(`${name}-app`);
    bed.watch();
    await bed.until('the first list', () => bed.changes.length > 0);
    const { id } = bed.item(name)!;
    await bed.projects.start(id, {}, bed.work());
    await bed.until('running', () => bed.item(name)?.state === 'running');
    await bed.projects.setAutoRestart(id, true);
    await bed.until('toggle on', () => bed.item(name)?.autoRestart === true);
    return id;
  };
  const container = (serviceName: string): { id: string; startedAtMs: number | undefined } => {
    const item = bed.service(name, serviceName)!.containers[0]!;
    return { id: item.id, startedAtMs: item.startedAtMs };
  };
  const outcome = (n: number): Promise<void> =>
    bed.until(`${n} restarts`, () => bed.reloads.length >= n);

  it('restarts the service that mounts a file saved in the editor, and only that one', async () => {
    const id = await open();
    const before = { web: container('web'), api: container('api'), db: container('db') };
    bed.tree.write({ 'web/index.js': '2' });
    bed.reload.fileSaved(bed.tree.path('web/index.js'));
    await outcome(1);
    const [first] = bed.reloads;
    assert.equal(first?.projectId, id);
    assert.equal(first.service, 'web');
    assert.deepEqual(first.files, [bed.tree.path('web/index.js')]);
    assert.equal(first.outcome?.kind, 'done');
    await bed.until('it is up again', () => {
      const now = container('web');
      return now.id === before.web.id && now.startedAtMs !== before.web.startedAtMs;
    });
    assert.deepEqual(container('api'), before.api);
    assert.deepEqual(container('db'), before.db);
    assert.equal(bed.reloads.length, 1);
  });

  it('starts a service again whose mounted folder or file was replaced, though it watches by itself', async () => {
    const volumes = '["./idle:/work", "./one.txt:/one.txt"]';
    const idle = `  idle: ${service(`, volumes: ${volumes}`).replace('"600"', 'infinity')}\n`;
    await open({ 'compose.yaml': `${shop}${idle}`, 'idle/a.txt': '1', 'one.txt': '1' });
    const seen = async (): Promise<string> => {
      const { containers } = bed.bed.connection.require();
      const command = ['sh', '-c', 'cat /work/*.txt /one.txt'];
      return (await containers.exec(container('idle').id, { command })).stdout;
    };
    bed.tree.write({ 'idle/a.txt': '2' });
    assert.equal(await seen(), '21');
    bed.tree.remove('idle');
    bed.tree.write({ 'idle/a.txt': '3', 'idle/b.txt': '3' });
    await outcome(1);
    assert.equal(await seen(), '331');
    assert.match(bed.reloads[0]?.why.join() ?? '', /^\.\/idle was replaced by another, and idle/);
    bed.tree.write({ 'one.txt~': '4' });
    renameSync(bed.tree.path('one.txt~'), bed.tree.path('one.txt'));
    await outcome(2);
    assert.equal(await seen(), '334');
    bed.tree.write({ 'idle/a.txt': '5', 'web/index.js': '5' });
    await outcome(3);
    assert.equal(bed.reloads[2]?.service, 'web');
    assert.equal(await seen(), '534');
  });

  it('starts a service again whose mounted folder was replaced by one that was made while it started', async () => {
    const idle = `  idle: ${service(', volumes: ["./idle:/work"]').replace('"600"', 'infinity')}\n`;
    await open({ 'compose.yaml': `${shop}${idle}`, 'idle/a.txt': '1' });
    const { containers } = bed.bed.connection.require();
    const { id } = container('idle');
    const seen = async (): Promise<string> =>
      (await containers.exec(id, { command: ['sh', '-c', 'cat /work/a.txt'] })).stdout;
    bed.tree.write({ 'next/a.txt': '2' });
    await containers.restart(id, { graceMs: 1000 });
    await bed.until('it is known to be up again', () => {
      const [item] = bed.service(name, 'idle')!.containers;
      return item?.status === 'running' && (item.startedAtMs ?? 0) > Date.now() - 5000;
    });
    bed.tree.remove('idle');
    renameSync(bed.tree.path('next'), bed.tree.path('idle'));
    await outcome(1);
    assert.equal(bed.reloads[0]?.service, 'idle');
    assert.equal(await seen(), '2');
  });

  it('starts all again whose mounted folder was replaced, whoever else mounts it', async () => {
    const idle = `  idle: ${service(', volumes: ["./web:/work"]').replace('"600"', 'infinity')}\n`;
    await open({ 'compose.yaml': `${shop}${idle}` });
    bed.tree.remove('web');
    bed.tree.write({ 'web/index.js': '2' });
    bed.reload.fileSaved(bed.tree.path('web/index.js'));
    await outcome(2);
    assert.deepEqual(bed.reloads.map((reload) => reload.service).sort(), ['idle', 'web']);
  });

  it('recreates only the service whose definition changed', async () => {
    await open();
    const before = { web: container('web'), db: container('db') };
    bed.tree.write({ 'db.env': 'A=2\n' });
    bed.reload.fileSaved(bed.tree.path('db.env'));
    await outcome(1);
    assert.equal(bed.reloads[0]?.service, 'db');
    await bed.until('another container', () => container('db').id !== before.db.id);
    assert.deepEqual(container('web'), before.web);

    bed.tree.write({ 'compose.yaml': shop.replace('"600"', '"601"') });
    bed.reload.fileSaved(bed.tree.path('compose.yaml'));
    await bed.until('web is another', () => container('web').id !== before.web.id);
  });

  it('builds the image again that is made from the file', async () => {
    const built = `${shop}  app: { build: ./app, init: true, stop_grace_period: 1s }\n`;
    await open({
      'compose.yaml': built,
      'app/Dockerfile': `FROM ${busyboxTag}\nCOPY main.txt /\nRUN cp /main.txt /made.txt\nCMD ["sleep", "600"]\n`,
      'app/main.txt': '1',
    });
    const before = { app: container('app'), web: container('web') };
    bed.built.push(bed.service(name, 'app')!.containers[0]!.imageId);
    bed.tree.write({ 'app/main.txt': '2' });
    bed.reload.fileSaved(bed.tree.path('app/main.txt'));
    await outcome(1);
    assert.equal(bed.reloads[0]?.service, 'app');
    assert.equal(bed.reloads[0].outcome?.kind, 'done');
    await bed.until('another container', () => container('app').id !== before.app.id);
    assert.deepEqual(container('web'), before.web);
  });

  it('builds the image again when the file says otherwise how it is built', async () => {
    const built = (target: string): string =>
      `${shop}  app: { build: { context: ./app, target: ${target} }, init: true, stop_grace_period: 1s }\n`;
    const stage = (name: string): string =>
      `FROM ${busyboxTag} AS ${name}\nRUN echo ${name} > /stage\nCMD ["sleep", "600"]\n`;
    await open({
      'compose.yaml': built('one'),
      'app/Dockerfile': stage('one') + stage('two'),
    });
    const before = container('app');
    bed.built.push(bed.service(name, 'app')!.containers[0]!.imageId);
    // What was changed before anybody looked is no change.
    bed.tree.write({ 'web/index.js': '2' });
    bed.reload.fileSaved(bed.tree.path('web/index.js'));
    await outcome(1);
    bed.tree.write({ 'compose.yaml': built('two') });
    bed.reload.fileSaved(bed.tree.path('compose.yaml'));
    await outcome(2);
    assert.equal(bed.reloads[1]?.action, 'rebuild');
    assert.equal(bed.reloads[1].outcome?.kind, 'done');
    await bed.until('another container', () => container('app').id !== before.id);
  });

  it('says why a build failed and leaves what runs', async () => {
    const built = `${shop}  app: { build: ./app, init: true, stop_grace_period: 1s }\n`;
    const dockerfile = `FROM ${busyboxTag}\nCMD ["sleep", "600"]\n`;
    await open({ 'compose.yaml': built, 'app/Dockerfile': dockerfile });
    const before = container('app');
    bed.tree.write({ 'app/Dockerfile': dockerfile.replace('CMD', 'RUN exit 4\nCMD') });
    bed.reload.fileSaved(bed.tree.path('app/Dockerfile'));
    await outcome(1);
    assert.equal(bed.reloads[0]?.outcome?.kind, 'failed');
    assert.deepEqual(container('app'), before);
  });

  it('notices what no editor tells of, once for each change', async () => {
    await open();
    const before = container('api');
    // The watcher begins when the toggle goes on; a change is repeated until it is heard.
    let n = 1;
    const timer = setInterval(() => {
      bed.tree.write({ 'api/main.py': String(++n) });
    }, 300);
    try {
      await outcome(1);
    } finally {
      clearInterval(timer);
    }
    assert.equal(bed.reloads[0]?.service, 'api');
    await bed.until('it is up again', () => container('api').startedAtMs !== before.startedAtMs);
  });

  it('leaves services alone that are stopped, and files of nobody', async () => {
    const id = await open();
    await bed.projects.stop(id, ['api'], bed.work());
    await bed.until('api stopped', () => bed.states(name)['api'] === 'exited');
    bed.tree.write({ 'api/main.py': '2', 'README.md': '2', 'web/node_modules/x.js': '2' });
    for (const file of ['api/main.py', 'README.md', 'web/node_modules/x.js']) {
      bed.reload.fileSaved(bed.tree.path(file));
    }
    // What comes after them shows that they were passed over.
    bed.tree.write({ 'web/index.js': '3' });
    bed.reload.fileSaved(bed.tree.path('web/index.js'));
    await outcome(1);
    assert.equal(bed.reloads[0]?.service, 'web');
    assert.equal(bed.states(name)['api'], 'exited');
  });

  it('tries again when a save mends a service that crashed', async () => {
    const crash = `${shop}  app: ${service(', volumes: ["./app:/app"]').replace('[sleep, "600"]', '["sh", "/app/run.sh"]')}\n`;
    await open({ 'compose.yaml': crash, 'app/run.sh': 'exec sleep 600\n' });
    bed.tree.write({ 'app/run.sh': 'exit 3\n' });
    bed.reload.fileSaved(bed.tree.path('app/run.sh'));
    await bed.until('it crashed', () => bed.states(name)['app'] === 'exited');
    bed.tree.write({ 'app/run.sh': 'exec sleep 601\n' });
    bed.reload.fileSaved(bed.tree.path('app/run.sh'));
    await bed.until('it runs', () => bed.states(name)['app'] === 'running');
  });

  it('stops at once when it is turned off, also what was about to happen', async () => {
    const id = await open();
    bed.tree.write({ 'web/index.js': '2' });
    bed.reload.fileSaved(bed.tree.path('web/index.js'));
    const off = bed.projects.setAutoRestart(id, false);
    await off;
    await bed.until('toggle off', () => bed.item(name)?.autoRestart === false);
    bed.tree.write({ 'web/index.js': '3' });
    bed.reload.fileSaved(bed.tree.path('web/index.js'));
    // Turned on again, the next save is the first that counts.
    await bed.projects.setAutoRestart(id, true);
    await bed.until('toggle on', () => bed.item(name)?.autoRestart === true);
    bed.tree.write({ 'api/main.py': '2' });
    bed.reload.fileSaved(bed.tree.path('api/main.py'));
    await outcome(1);
    assert.equal(bed.reloads[0]?.service, 'api');
  });

  it('misses nothing of what git ignores: it was never to be heard', async () => {
    const id = await open({ '.gitignore': '*.db\n', 'web/app.db': '1' });
    bed.reload.fileSaved(bed.tree.path('web/index.js'));
    await outcome(1);
    const before = container('web');
    await bed.projects.setAutoRestart(id, false);
    bed.tree.write({ 'web/app.db': '2', 'api/main.py': '2' });
    await bed.projects.setAutoRestart(id, true);
    await outcome(2);
    assert.equal(bed.reloads[1]?.service, 'api');
    assert.equal(bed.reloads[1].cause, 'missed');
    assert.deepEqual(container('web'), before);
  });
});
