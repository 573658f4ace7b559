import { assertAdvice } from '../draw-advice.ts';

describe('advice ulimit', () => {
  it('names limits that contradict each other and limits that there are not', () =>
    assertAdvice(
      'ulimit',
      `
services:
  a:
    image: a
    ulimits:
      nofile:
        soft: 20000
        ^^^^ ulimit
        hard: 10000
      core:
        soft: -1
        ^^^^ ulimit
        hard: 5
      files: 5
      ^^^^^ ulimit
`,
    ));

  it('takes equal limits and none', () =>
    assertAdvice(
      'ulimit',
      `
services:
  a:
    image: a
    ulimits: { nofile: { soft: 1024, hard: 1024 }, memlock: -1, core: { soft: 0, hard: -1 } }
`,
    ));
});
