import { assertAdvice } from '../draw-advice.ts';

describe('advice volume-name', () => {
  it('names names that engines refuse', () =>
    assertAdvice(
      'volume-name',
      `
services:
  a:
    image: a
volumes:
  v:
    name: my volume
    ^^^^ volume-name
  w:
    name: w
    ^^^^ volume-name
`,
    ));

  it('takes those of other drivers, and those that Compose makes', () =>
    assertAdvice(
      'volume-name',
      `
services:
  a:
    image: a
volumes:
  v:
  w: { name: my_volume.1 }
  x: { name: nfs://a b, driver: nfs }
`,
    ));
});
