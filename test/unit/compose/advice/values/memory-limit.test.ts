import { assertAdvice } from '../draw-advice.ts';

describe('advice memory-limit', () => {
  it('names what engines refuse', () =>
    assertAdvice(
      'memory-limit',
      `
services:
  a:
    image: a
    mem_limit: 512
    ^^^^^^^^^ memory-limit
  b:
    image: a
    mem_limit: 100m
    mem_reservation: 200m
    ^^^^^^^^^^^^^^^ memory-limit
  c:
    image: a
    memswap_limit: 1g
    ^^^^^^^^^^^^^ memory-limit
  d:
    image: a
    mem_limit: 2g
    memswap_limit: 1g
    ^^^^^^^^^^^^^ memory-limit
    mem_swappiness: 101
    ^^^^^^^^^^^^^^ memory-limit
  e:
    image: a
    deploy:
      resources:
        limits:
          memory: 5m
          ^^^^^^ memory-limit
`,
    ));

  it('takes what they take', () =>
    assertAdvice(
      'memory-limit',
      `
services:
  a:
    image: a
    mem_limit: 6m
    mem_reservation: 6m
    memswap_limit: 12m
    mem_swappiness: 0
  b:
    image: a
    mem_limit: 0
  c:
    image: a
    memswap_limit: -1
    mem_limit: 64m
`,
    ));
});
