import { assertDrawing } from '../draw.ts';

describe('rule mac-address', () => {
  it('warns of what is no MAC address', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    mac_address: 12:34
    ^^^^^^^^^^^ mac-address
`);
  });
});
