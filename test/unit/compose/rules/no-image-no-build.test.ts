import { assertDrawing } from '../draw.ts';

describe('rule no-image-no-build', () => {
  it('points at a service that has nothing to run', async () => {
    await assertDrawing(`
services:
  web:
  ^^^ no-image-no-build
    restart: always
`);
  });

  it('accepts an image, a build or a provider', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
  b:
    provider: { type: model }
`);
  });
});
