import { assertAdvice } from '../draw-advice.ts';

describe('advice platform', () => {
  it('names what is no platform', () =>
    assertAdvice(
      'platform',
      `
services:
  a:
    image: a
    platform: linux amd64
    ^^^^^^^^ platform
  b:
    image: b
    platform: potato
    ^^^^^^^^ platform
  c:
    build:
      context: https://example.com/a.git
      platforms:
        - linux/amd64/v2/x
          ^^^^^^^^^^^^^^^^ platform
`,
    ));

  it('takes systems, architectures and variants', () =>
    assertAdvice(
      'platform',
      `
services:
  a:
    image: a
    platform: linux/arm/v7
  b:
    image: b
    platform: amd64
  c:
    image: c
    platform: Linux
`,
    ));
});
