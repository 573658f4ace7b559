import { assertDrawing } from '../draw.ts';

describe('rule subnet', () => {
  it('warns of addresses that are none', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
networks:
  back:
    ipam:
      config:
        - subnet: 300.0.0.0/8
          ^^^^^^ subnet
          gateway: nowhere
          ^^^^^^^ subnet
        - subnet: 10.0.0.0/8
`);
  });
});
