import { assertDrawing } from '../draw.ts';

describe('rule external-ignored', () => {
  it('warns of attributes without effect', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
networks:
  back:
    external: true
    driver: overlay
    ^^^^^^ external-ignored
`);
  });
});
