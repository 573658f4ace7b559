import { assertDrawing } from '../draw.ts';

describe('rule restart-policy', () => {
  it('warns of a policy that the engine does not know', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    restart: sometimes
    ^^^^^^^ restart-policy
  b:
    image: nginx
    restart: on-failure:3
`);
  });
});
