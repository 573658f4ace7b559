import { assertDrawing } from '../draw.ts';

describe('rule duplicate-container-name', () => {
  it('refuses a name twice', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    container_name: web
  b:
    image: nginx
    container_name: web
    ^^^^^^^^^^^^^^ duplicate-container-name
`);
  });
});
