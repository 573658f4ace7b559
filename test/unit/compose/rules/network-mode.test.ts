import { assertDrawing } from '../draw.ts';

describe('rule network-mode', () => {
  it('refuses networks beside a network mode', async () => {
    await assertDrawing(`
services:
  web:
    image: nginx
    network_mode: host
    networks: [back]
    ^^^^^^^^ network-mode-and-networks
networks:
  back:
`);
  });
});
