import { assertDrawing } from '../draw.ts';

describe('rule watch-target', () => {
  it('wants a target for what is synchronised', async () => {
    await assertDrawing(`
services:
  web:
    image: nginx
    develop:
      watch:
      ^^^^^ watch-target
        - { path: ., action: sync }
        - { path: ., action: rebuild }
`);
  });
});
