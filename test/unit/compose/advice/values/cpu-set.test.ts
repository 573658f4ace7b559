import { assertAdvice } from '../draw-advice.ts';

describe('advice cpu-set', () => {
  it('names lists that the engine cannot read', () =>
    assertAdvice(
      'cpu-set',
      `
services:
  s0:
    image: a
    cpuset: "0-"
    ^^^^^^ cpu-set
  s1:
    image: a
    cpuset: "3-1"
    ^^^^^^ cpu-set
  s2:
    image: a
    cpuset: "0, 1"
    ^^^^^^ cpu-set
  s3:
    image: a
    cpuset: "all"
    ^^^^^^ cpu-set
`,
    ));

  it('takes numbers and ranges', () =>
    assertAdvice(
      'cpu-set',
      `
services:
  a:
    image: a
    cpuset: "0"
  b:
    image: a
    cpuset: 0-3,7,1-1
`,
    ));
});
