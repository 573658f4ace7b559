import { assertAdvice } from '../draw-advice.ts';

const engine = {
  images: {
    usual: {},
    foreign: { platform: 'linux/arm64/v8' },
    old: { platform: 'linux/arm/v6' },
  },
};

describe('advice image-platform', () => {
  it('tells of an image for another processor than the host has, or the service asks for', () =>
    assertAdvice(
      'image-platform',
      `
services:
  same:
    image: usual
  foreign:
    image: foreign
    ^^^^^ image-platform
  asked:
    image: usual
    platform: linux/arm64
    ^^^^^^^^ image-platform
  variant:
    image: old
    platform: linux/arm/v7
    ^^^^^^^^ image-platform
  chosen:
    image: foreign
    platform: linux/arm64
  spelled:
    image: usual
    platform: linux/x86_64
  away:
    image: not-here
    platform: linux/s390x
  built:
    image: foreign
    build: .
`,
      { engine },
    ));

  it('knows what a host calls its own', () =>
    assertAdvice(
      'image-platform',
      `
services:
  a:
    image: foreign
`,
      { engine: { ...engine, host: { architecture: 'aarch64' } } },
    ));
});
