import { assertAdvice } from '../draw-advice.ts';

describe('advice wide-capability', () => {
  it('names ALL and SYS_ADMIN in any spelling, and nothing that `privileged` says already', () =>
    assertAdvice(
      'wide-capability',
      `
services:
  a:
    image: nginx:1
    cap_add:
      - NET_ADMIN
      - CAP_SYS_ADMIN
        ^^^^^^^^^^^^^ wide-capability
      - all
        ^^^ wide-capability
  b:
    image: nginx:1
    privileged: true
    cap_add: [ALL]
`,
    ));
});
