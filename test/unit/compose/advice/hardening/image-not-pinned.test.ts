import { assertAdvice } from '../draw-advice.ts';

describe('advice image-not-pinned', () => {
  it('underlines images without a version, and not those that are built here', () =>
    assertAdvice(
      'image-not-pinned',
      `
services:
  a:
    image: nginx
    ^^^^^ image-not-pinned
  b:
    image: localhost:5000/app:latest
    ^^^^^ image-not-pinned
  c:
    image: localhost:5000/app:1
  d:
    image: nginx@sha256:0123456789012345678901234567890123456789012345678901234567890123
  e:
    image: built:latest
  f:
    image: built
    build: .
`,
    ));
});
