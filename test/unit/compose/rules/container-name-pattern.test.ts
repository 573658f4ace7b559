import { assertDrawing } from '../draw.ts';

describe('rule container-name-pattern', () => {
  it('warns of names that the engine refuses', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    container_name: -bad name
    ^^^^^^^^^^^^^^ container-name-pattern
`);
  });
});
