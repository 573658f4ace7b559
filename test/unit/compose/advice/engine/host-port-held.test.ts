import { assertAdvice } from '../draw-advice.ts';

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
});
