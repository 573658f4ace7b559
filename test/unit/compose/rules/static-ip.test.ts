import { assertDrawing } from '../draw.ts';

describe('rule static-ip', () => {
  it('warns of a fixed address without a subnet', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    networks:
      back:
        ipv4_address: 10.0.0.2
        ^^^^^^^^^^^^ static-ip
networks:
  back:
`);
  });
});
