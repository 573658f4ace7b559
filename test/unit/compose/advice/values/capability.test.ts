import { assertAdvice } from '../draw-advice.ts';

describe('advice capability', () => {
  it('names those that there are not', () =>
    assertAdvice(
      'capability',
      `
services:
  a:
    image: a
    cap_add: [NET_ADMIN, NET_ADMINS]
                         ^^^^^^^^^^ capability
    cap_drop:
      - CAP_ROOT
        ^^^^^^^^ capability
`,
    ));

  it('takes them with and without CAP_, small and large', () =>
    assertAdvice(
      'capability',
      `
services:
  a:
    image: a
    cap_add: [net_admin, CAP_SYS_TIME, ALL]
    cap_drop: [all]
`,
    ));
});
