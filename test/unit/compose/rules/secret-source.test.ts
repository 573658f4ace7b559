import { assertDrawing } from '../draw.ts';

describe('rule secret-source', () => {
  it('wants a file or a variable', async () => {
    await assertDrawing(`
services:
  web:
    image: nginx
secrets:
  a:
  ^ secret-source
    driver: vault
    ^^^^^^ no-effect
`);
  });
});
