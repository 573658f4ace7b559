import { assertDrawing } from '../draw.ts';

describe('rule healthcheck-test', () => {
  it('wants a kind in front of a list', async () => {
    await assertDrawing(`
services:
  web:
    image: nginx
    healthcheck:
      test: [curl, localhost]
      ^^^^ healthcheck-test
  ok:
    image: nginx
    healthcheck:
      test: curl localhost
`);
  });
});
