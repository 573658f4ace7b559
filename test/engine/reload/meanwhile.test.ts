import { setTimeout } from 'node:timers/promises';
import { describe, it } from 'mocha';
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
