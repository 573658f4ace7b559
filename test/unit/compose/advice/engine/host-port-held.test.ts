import assert from 'node:assert/strict';
import { hostPortHeld } from '../../../../../server/src/compose/advice/engine/host-port-held.ts';
import { loadText } from '../../load-text.ts';
import { containerOf } from '../../run/model.ts';
import { assertAdvice } from '../draw-advice.ts';
import { drawnEngine } from '../draw-engine.ts';

const engine = { holders: { '8080': 'container other', '5353': 'process dnsmasq (pid 7)' } };

describe('advice host-port-held', () => {
  it('names who has a port that is published, however that is written', () =>
    assertAdvice(
      'host-port-held',
      `
services:
  a:
    image: nginx
    ports:
      - "8080:80"
        ^^^^^^^^^ host-port-held
      - target: 53
        published: "5353"
        ^^^^^^^^^ host-port-held
        protocol: udp
`,
      { engine },
    ));

  it('has nothing to say of free ports, of those that the engine chooses, and without an engine', async () => {
    const text = `
services:
  a:
    image: nginx
    ports: ["8081:80", "80", "8000-8090:81"]
`;
    await assertAdvice('host-port-held', text, { engine });
    await assertAdvice('host-port-held', text.replace('8081', '8080'));
  });

  it('says which port a running container has instead', async () => {
    const text = 'services: { a: { image: nginx, ports: ["8080:80"] } }\n';
    const { model, root } = await loadText(text);
    assert(model !== undefined && root !== undefined);
    const container = containerOf('a', model.services['a']!, {
      labels: { 'dev.hyperbox.ports': ':8080/tcp=20001' },
    });
    const facts = {
      engine: drawnEngine({ ...engine, containers: [container] }),
      files: { kindOf: () => undefined },
      dockerfiles: { of: () => undefined },
    };
    const [said] = [...hostPortHeld.check({ model, root, facts })];
    assert.equal(said?.hint, 'HyperBox has published it on 20001 instead.');
  });
});
