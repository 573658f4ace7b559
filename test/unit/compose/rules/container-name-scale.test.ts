import { assertDrawing } from '../draw.ts';

describe('rule container-name-scale', () => {
  it('refuses one name for several containers', async () => {
    await assertDrawing(`
services:
  web:
    image: nginx
    container_name: web
    ^^^^^^^^^^^^^^ container-name-scale
    scale: 2
`);
  });
});
