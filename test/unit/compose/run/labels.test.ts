import assert from 'node:assert/strict';
import { containerLabels, parseDependsOn } from '../../../../server/src/compose/run/labels.ts';
import { loadText } from '../load-text.ts';

describe('labels of a container', () => {
  it('name the services that it waits for, without those of profiles that are not active', async () => {
    const { model } = await loadText(`
services:
  web:
    image: web
    depends_on:
      db: { condition: service_healthy, restart: true }
      debug: { condition: service_started, required: false }
  db: { image: db, healthcheck: { test: "true" } }
  debug: { image: debug, profiles: [debug] }
`);
    const web = model?.services['web'];
    assert(model !== undefined && web !== undefined);
    const labels = containerLabels(model, web, { service: 'web', number: 1, configHash: '' });
    assert.equal(labels['com.docker.compose.depends_on'], 'db:service_healthy:true');
    assert.deepEqual(parseDependsOn(labels['com.docker.compose.depends_on']), [
      { service: 'db', restart: true },
    ]);
  });
});
