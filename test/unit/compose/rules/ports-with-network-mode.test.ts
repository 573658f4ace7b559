import { assertDrawing } from '../draw.ts';

describe('rule ports-with-network-mode', () => {
  it('warns of ports that cannot be published', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
  b:
    image: nginx
    network_mode: service:a
    ports: ["80:80"]
    ^^^^^ ports-with-network-mode
`);
  });
});
