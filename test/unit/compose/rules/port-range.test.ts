import { assertDrawing } from '../draw.ts';

describe('rule port-range', () => {
  it('warns of numbers that are no ports', async () => {
    await assertDrawing(`
services:
  web:
    image: nginx
    ports:
      - { target: 80, published: "70000" }
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ port-range
`);
  });
});
