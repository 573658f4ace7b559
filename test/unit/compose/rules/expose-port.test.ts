import { assertDrawing } from '../draw.ts';

describe('rule expose-port', () => {
  it('warns of what is no port', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    expose: [abc, "80", "90-91/udp"]
             ^^^ expose-port
`);
  });
});
