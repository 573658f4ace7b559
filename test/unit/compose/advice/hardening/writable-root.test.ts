import { assertAdvice } from '../draw-advice.ts';

describe('advice writable-root', () => {
  it('underlines services that may write to their image, where that can be forbidden', () =>
    assertAdvice(
      'writable-root',
      `
services:
  a:
  ^ writable-root
    image: nginx:1
  b:
    image: nginx:1
    read_only: true
  c:
    image: nginx:1
    platform: windows/amd64
`,
    ));
});
