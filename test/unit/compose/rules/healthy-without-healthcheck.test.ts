import { assertDrawing } from '../draw.ts';

describe('rule healthy-without-healthcheck', () => {
  it('warns when nothing can get healthy', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    depends_on:
      db: { condition: service_healthy }
      ^^ healthy-without-healthcheck
      ok: { condition: service_healthy }
  db:
    image: nginx
  ok:
    image: nginx
    healthcheck: { test: "true" }
`);
  });
});
