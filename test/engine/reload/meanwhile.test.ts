import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { projectsStop } from '#shared/protocol/projects';
import type { ReloadBed } from './reload-bed.ts';
import { useBeds } from './use-beds.ts';
import { idle, image } from './watched-project.ts';

const app = `services:
  app:
    ${image}
    ${idle}
    develop: { watch: [{ action: sync+restart, path: ./src, target: /app }] }
`;
/** Takes its time to end. */
const slow = app
  .replace(
    '[sleep, infinity]',
    `[sh, -c, 'trap "sleep 1; exit" TERM; while :; do sleep 0.1; done']`,
  )
  .replace('init: true', 'init: false')
  .replace('1s', '3s');

describe('what is saved while something else happens to the project', function () {
  this.timeout(90_000);
  const beds = useBeds();

  it('comes to a service that was switched off until its last restart was over', async () => {
    const bed = await beds.open({ 'compose.yaml': slow, 'src/a': '1' });
    await bed.settled('app');
    bed.write({ 'src/a': '2' });
    await bed.until('it is told to end', () => bed.events.some(({ action }) => action === 'kill'));
    await bed.toggle(false, 'app');
    bed.write({ 'src/b': '1' });
    await bed.until('its restart is over', () => bed.finished('app').length > 0);
    await bed.toggle(true, 'app');
    await bed.untilFile('app', '/app/b', '1');
  });

  /** Two services, one of which never says how it is once it has a certain file. */
  const unsure = `${app.replace('develop:', "healthcheck: { test: [CMD, test, '!', -e, /app/unsure], interval: 300ms, retries: 1000 }\n    develop:")}  other:
    ${image}
    ${idle}
    develop: { watch: [{ action: sync+restart, path: ./other, target: /app }] }
`;
  /** Restarted, and not healthy yet. */
  const openUnsure = async (): Promise<ReloadBed> => {
    const bed = await beds.open({ 'compose.yaml': unsure, 'src/a': '1', 'other/a': '1' });
    await bed.settled('app', 'other');
    bed.write({ 'src/unsure': '' });
    await bed.until('the restart', () => bed.starts('app') === 1);
    return bed;
  };

  it('comes though it is not known yet how healthy the last save has left it', async () => {
    const bed = await openUnsure();
    bed.write({ 'other/a': '2' });
    await bed.row('of the other', ({ service }) => service === 'other');
    assert.deepEqual(bed.finished('app'), []);
    bed.write({ 'src/a': '2' });
    await bed.untilFile('app', '/app/a', '2');
    const row = await bed.row('that was overtaken', ({ service }) => service === 'app');
    assert.equal(row.outcome?.kind, 'done');
    assert.ok(row.stages.every(({ name }) => name !== 'healthy'));
  });

  it('does not keep the user waiting until its service is healthy', async () => {
    const bed = await openUnsure();
    const { projectId } = bed;
    await bed.server.request(projectsStop, { projectId, services: ['app'] });
    const row = await bed.row('that nobody waits for', ({ service }) => service === 'app');
    assert.equal(row.outcome?.kind, 'done');
  });

  it('comes to one service while another takes its time to end', async () => {
    const bed = await beds.open({
      'compose.yaml': `${slow}  other:
    ${image}
    ${idle}
    develop: { watch: [{ action: sync+restart, path: ./src, target: /app }] }
`,
      'src/a': '1',
    });
    await bed.settled('app', 'other');
    const ends: string[] = [];
    bed.write({ 'src/a': '2' });
    await bed.until('both are restarted', () => {
      for (const { service } of bed.finished()) if (!ends.includes(service)) ends.push(service);
      return ends.length === 2;
    });
    assert.deepEqual(ends, ['other', 'app']);
  });

  it('comes while the compose file cannot be used, and once it is mended', async () => {
    const bed = await beds.open({ 'compose.yaml': app, 'src/a': '1' });
    await bed.settled('app');
    await bed.save({ 'compose.yaml': 'services: 5\n' });
    await setTimeout(200);
    await bed.save({ 'src/a': '2' });
    await bed.untilFile('app', '/app/a', '2');
    await bed.save({ 'compose.yaml': app });
    await bed.save({ 'src/a': '3' });
    await bed.untilFile('app', '/app/a', '3');
  });
});
