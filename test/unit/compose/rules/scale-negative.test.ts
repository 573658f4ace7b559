import { assertDrawing } from '../draw.ts';

describe('rule scale-negative', () => {
  it('refuses fewer than none', async () => {
    await assertDrawing(`
services:
  web:
    image: nginx
    scale: -1
    ^^^^^ scale-negative
`);
  });
});
