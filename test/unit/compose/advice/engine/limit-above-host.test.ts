import { assertAdvice } from '../draw-advice.ts';

describe('advice limit-above-host', () => {
  it('tells of more processors and memory than the host has', () =>
    assertAdvice(
      'limit-above-host',
      `
services:
  a:
    image: nginx
    cpus: 2.5
    ^^^^ limit-above-host
    cpuset: "0-3"
    ^^^^^^ limit-above-host
    mem_limit: 5g
    ^^^^^^^^^ limit-above-host
  b:
    image: nginx
    deploy:
      resources:
        limits:
          cpus: "4"
          ^^^^ limit-above-host
          memory: 6gb
          ^^^^^^ limit-above-host
        reservations:
          memory: 8gb
          ^^^^^^ limit-above-host
  fits:
    image: nginx
    cpus: 2
    cpuset: 0,1
    mem_limit: 4g
`,
      { engine: {} },
    ));

  it('says nothing of a host that does not tell', () =>
    assertAdvice(
      'limit-above-host',
      `
services:
  a:
    image: nginx
    cpus: 64
    mem_limit: 1t
`,
      { engine: { host: { cpus: 0, memoryBytes: 0 } } },
    ));
});
