import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import type { ProjectId } from '#shared/protocol/ids';
import { HyperBoxError } from '../../../server/src/base/error.ts';
import { loadCompose } from '../../../server/src/compose/load.ts';
import { busyboxTag } from '../../support/engine.ts';
import { ProjectsBed } from './projects-bed.ts';

const name = 'hyperbox-projects';
const service = (more = ''): string =>
  `{ image: "${busyboxTag}", command: [sleep, "600"], init: true, stop_grace_period: 1s${more} }`;
const shop = `name: ${name}
services:
  web: ${service(', depends_on: [db]')}
  db: ${service(', healthcheck: { test: [CMD, "true"], interval: 1s }')}
  debug: ${service(', profiles: [tools]')}
`;

describe('projects on a real engine', function () {
  this.timeout(60_000);
  let bed: ProjectsBed;
  afterEach(async () => {
    await bed.dispose(name, 'hyperbox-projects-elsewhere', 'hyperbox-projects-docker');
  });
  const open = async (files: Readonly<Record<string, string>> = { 'compose.yaml': shop }) => {
    bed = await ProjectsBed.make(files, name);
    bed.watch();
    await bed.until('the first list', () => bed.changes.length > 0);
  };
  const id = (): ProjectId => bed.item(name)!.id;

  it('shows what is declared, then what runs, without being asked again', async () => {
    await open();
    assert.deepEqual(bed.states(name), { web: 'absent', db: 'absent', debug: 'outside-profile' });
    const result = await bed.projects.start(id(), {}, bed.work());
    assert.equal(result.projectId, id());
    await bed.until('running', () => bed.item(name)?.state === 'running');
    assert.deepEqual(bed.states(name), {
      web: 'running',
      db: 'healthy',
      debug: 'outside-profile',
    });
    const busy = bed.changes.flatMap(({ upserted }) => upserted).map((item) => item.busy);
    assert.ok(busy.includes('start'));
    assert.equal(bed.item(name)?.busy, undefined);

    const web = bed.service(name, 'web')!.containers[0]!;
    await bed.bed.connection.require().containers.kill(web.id);
    await bed.until('web exited', () => bed.service(name, 'web')?.state === 'exited');
    assert.match(bed.service(name, 'web')?.reason ?? '', /137|killed/i);
    assert.equal(bed.item(name)?.state, 'partial');

    await bed.projects.down(id(), { volumes: true, removeOrphans: true }, bed.work());
    await bed.until('stopped', () => bed.item(name)?.state === 'stopped');
    assert.deepEqual(bed.states(name), { web: 'absent', db: 'absent', debug: 'outside-profile' });
  });

  it('sends only projects that changed', async () => {
    await open({ 'a/compose.yaml': shop, 'b/compose.yaml': shop.replace(name, `${name}-other`) });
    const before = bed.changes.length;
    await bed.projects.start(id(), { services: ['db'] }, bed.work());
    await bed.until('db runs', () => bed.states(name)['db'] === 'healthy');
    // Others may use this engine at the same time.
    const told = bed.changes
      .slice(before)
      .flatMap(({ upserted }) => upserted)
      .filter((item) => item.workspaceFolder === bed.tree.root);
    assert.ok(told.length > 0);
    assert.ok(told.every((item) => item.name === name));
  });

  it('follows the compose file, marks drift, and keeps orphans in sight', async () => {
    await open();
    await bed.projects.start(id(), {}, bed.work());
    const text = shop
      .replace('web:', 'front:')
      .replace(', healthcheck:', ', hostname: x, healthcheck:');
    bed.tree.write({ 'compose.yaml': text });
    await bed.until('the new service', () => bed.service(name, 'front')?.state === 'absent');
    await bed.until('drift', () => bed.service(name, 'db')?.drifted === true);
    assert.equal(bed.service(name, 'web')?.orphan, true);
    assert.equal(bed.service(name, 'web')?.drifted, false);

    bed.tree.write({ 'compose.yaml': `${text}  x: [\n` });
    await bed.until('invalid', () => bed.item(name)?.state === 'invalid');
    assert.equal(bed.item(name)?.problem?.location?.path, bed.tree.path('compose.yaml'));
    assert.deepEqual(Object.keys(bed.states(name)), ['db', 'web']);
    await assert.rejects(
      bed.projects.start(id(), {}, bed.work()),
      (error) => error instanceof HyperBoxError && error.code === 'compose-invalid',
    );
    await bed.projects.stop(id(), undefined, bed.work());
    await bed.until('stopped all the same', () => bed.states(name)['web'] === 'exited');
  });

  it('starts from the file as it is, though nobody has noticed the change yet', async () => {
    bed = await ProjectsBed.make({ 'compose.yaml': shop }, name);
    const [item] = await bed.projects.list();
    bed.tree.write({ 'compose.yaml': shop.replace('web:', 'late:') });
    const result = await bed.projects.start(item!.id, {}, bed.work());
    assert.deepEqual(result.services.map((started) => started.name).sort(), ['db', 'late']);
    const after = await bed.projects.get(item!.id);
    assert.equal(after.state, 'running');
  });

  it('keeps chosen profiles and starts a service outside of them by name', async () => {
    await open();
    await bed.projects.start(id(), { services: ['debug'] }, bed.work());
    await bed.until('debug runs', () => bed.states(name)['debug'] === 'running');
    assert.equal(bed.states(name)['web'], 'absent');
    await bed.projects.setProfiles(id(), ['tools']);
    await bed.until('active', () => bed.item(name)?.profiles[0]?.active === true);
    const again = await bed.projects.load(id());
    assert.ok('debug' in again.model!.services);
  });

  it('says what is under way to a second verb at the same time', async () => {
    await open();
    const first = bed.projects.start(id(), {}, bed.work());
    await assert.rejects(
      bed.projects.down(id(), { volumes: false, removeOrphans: true }, bed.work()),
      (error) =>
        error instanceof HyperBoxError &&
        error.code === 'busy' &&
        error.message.includes('starting'),
    );
    await first;
  });

  it('shows and manages what was started elsewhere', async () => {
    await open({ 'a/README': '' });
    const elsewhere = 'hyperbox-projects-elsewhere';
    bed.tree.write({ '.hidden/dev.yml': shop.replace(name, elsewhere) });
    const { model } = await loadCompose({
      directory: bed.tree.path('.hidden'),
      files: ['dev.yml'],
      environment: {},
    });
    await bed.bed.start(model!);
    await bed.until('it is there', () => bed.item(elsewhere)?.state === 'running');
    const item = bed.item(elsewhere)!;
    assert.deepEqual(item.source, { kind: 'running', files: [bed.tree.path('.hidden/dev.yml')] });
    await bed.projects.stop(item.id, ['web'], bed.work());
    await bed.until('web stopped', () => bed.states(elsewhere)['web'] === 'exited');
    assert.equal(bed.states(elsewhere)['db'], 'healthy');
    await bed.projects.start(item.id, {}, bed.work());
    await bed.until('web runs', () => bed.states(elsewhere)['web'] === 'running');
    await bed.projects.down(item.id, { volumes: true, removeOrphans: true }, bed.work());
    await bed.until('gone', () => bed.item(elsewhere) === undefined);
  });

  it('starts a project without a compose file from its proposal and saves that on demand', async () => {
    await open({
      '.devcontainer/devcontainer.json': JSON.stringify({ image: busyboxTag, init: true }),
    });
    assert.equal(bed.item(name)?.source.kind, 'devcontainer');
    const proposal = await bed.projects.propose(id());
    assert.equal(proposal?.path, bed.tree.path('compose.yaml'));
    await bed.projects.start(id(), {}, bed.work());
    await bed.until('dev runs', () => bed.states(name)['dev'] === 'running');
    assert.equal(existsSync(bed.tree.path('compose.yaml')), false);
    const before = id();
    await bed.projects.saveProposal(before);
    await bed.until('it is a compose project', () => bed.item(name)?.source.kind === 'compose');
    assert.equal(id(), before);
    assert.equal(bed.states(name)['dev'], 'running');
    assert.equal(bed.items.filter((item) => item.name === name).length, 1);
    assert.equal(await bed.projects.propose(before), null);
    await assert.rejects(bed.projects.saveProposal(before), { code: 'unsupported' });
  });

  it('never saves a proposal over a file', async () => {
    bed = await ProjectsBed.make({ '.devcontainer.json': '{"image":"x"}' }, name);
    const [item] = await bed.projects.list();
    const { saveProposal } = await import('../../../server/src/projects/proposal.ts');
    const proposal = (await bed.projects.propose(item!.id))!;
    bed.tree.write({ 'compose.yaml': 'mine' });
    await assert.rejects(saveProposal(proposal), { code: 'conflict' });
  });
});
