import { assertDrawing } from '../draw.ts';

describe('rule dockerfile-inline', () => {
  it('refuses a Dockerfile twice', async () => {
    await assertDrawing(`
services:
  web:
    build:
      context: /
      dockerfile: Dockerfile
      dockerfile_inline: FROM scratch
      ^^^^^^^^^^^^^^^^^ dockerfile-inline-exclusive
`);
  });
});
