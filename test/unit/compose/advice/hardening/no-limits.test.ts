import { assertAdvice } from '../draw-advice.ts';

describe('advice no-limits', () => {
  it('wants memory and CPUs to be limited, in either way of saying so', () =>
    assertAdvice(
      'no-limits',
      `
services:
  a:
  ^ no-limits
    image: nginx:1
  b:
  ^ no-limits
    image: nginx:1
    mem_limit: 1g
  c:
    image: nginx:1
    mem_limit: 1g
    cpus: 1
  d:
    image: nginx:1
    deploy:
      resources:
        limits:
          memory: 1g
          cpus: "0.5"
`,
    ));
});
