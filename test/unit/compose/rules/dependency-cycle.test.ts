import { assertDrawing } from '../draw.ts';

describe('rule dependency-cycle', () => {
  it('draws each circle once', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    depends_on: [b]
                 ^ dependency-cycle
  b:
    image: nginx
    depends_on: [c]
  c:
    image: nginx
    depends_on: [a]
  self:
    image: nginx
    depends_on: [self]
                 ^^^^ dependency-cycle
`);
  });
});
