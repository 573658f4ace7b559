import { assertDrawing } from '../draw.ts';

describe('rule mount-target', () => {
  it('refuses a volume where a tmpfs is', async () => {
    await assertDrawing(`
services:
  web:
    image: nginx
    tmpfs: [/cache]
    volumes:
      - /data:/cache
        ^^^^^^^^^^^^ mount-target
`);
  });
});
