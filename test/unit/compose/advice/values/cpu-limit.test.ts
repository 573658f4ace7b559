import { assertAdvice } from '../draw-advice.ts';

describe('advice cpu-limit', () => {
  it('names shares that engines refuse, and two ways to say one', () =>
    assertAdvice(
      'cpu-limit',
      `
services:
  a:
    image: a
    cpus: -1
    ^^^^ cpu-limit
  b:
    image: a
    cpus: 0.5
    cpu_quota: 50000
    ^^^^^^^^^ cpu-limit
  c:
    image: a
    cpu_period: 999
    ^^^^^^^^^^ cpu-limit
    cpu_quota: 10
    ^^^^^^^^^ cpu-limit
  d:
    image: a
    cpu_period: 50000
    ^^^^^^^^^^ cpu-limit
    deploy: { resources: { limits: { cpus: "1" } } }
`,
    ));

  it('takes one way to say it', () =>
    assertAdvice(
      'cpu-limit',
      `
services:
  a:
    image: a
    cpus: 0.5
  b:
    image: a
    cpu_period: 100000
    cpu_quota: -1
  c:
    image: a
    cpus: 0
    cpu_quota: 50000
`,
    ));
});
