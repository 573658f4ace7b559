import { assertAdvice } from '../draw-advice.ts';

describe('advice root-user', () => {
  it('knows root by name and number, and only as the user', () =>
    assertAdvice(
      'root-user',
      `
services:
  a:
    image: nginx:1
    user: root
    ^^^^ root-user
  b:
    image: nginx:1
    user: "0:0"
    ^^^^ root-user
  c:
    image: nginx:1
    user: rooty
  d:
    image: nginx:1
    user: "1000:0"
`,
    ));
});
