import { assertAdvice } from '../draw-advice.ts';

describe('advice privileged', () => {
  it('underlines `privileged: true`, and not `false`', () =>
    assertAdvice(
      'privileged',
      `
services:
  a:
    image: nginx:1
    privileged: true
    ^^^^^^^^^^ privileged
  b:
    image: nginx:1
    privileged: false
`,
    ));
});
