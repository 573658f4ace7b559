import { assertDrawing } from '../draw.ts';

describe('rule build-platform', () => {
  it('wants the platform to be among those built for', async () => {
    await assertDrawing(`
services:
  web:
    platform: linux/arm64
    ^^^^^^^^ build-platform
    build:
      context: /
      platforms: [linux/amd64]
`);
  });
});
