import { assertDrawing } from '../draw.ts';

describe('rule scale-conflict', () => {
  it('refuses two different numbers of containers', async () => {
    await assertDrawing(`
services:
  web:
  ^^^ scale-conflict
    image: nginx
    scale: 2
    deploy: { replicas: 3 }
`);
  });
});
