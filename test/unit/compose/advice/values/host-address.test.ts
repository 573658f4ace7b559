import { assertAdvice } from '../draw-advice.ts';

describe('advice host-address', () => {
  it('names what is no address', () =>
    assertAdvice(
      'host-address',
      `
services:
  a:
    image: a
    extra_hosts:
      - db:localhost
        ^^^^^^^^^^^^ host-address
  b:
    image: a
    extra_hosts:
      db: db.example.com
      ^^ host-address
`,
    ));

  it('takes addresses and the host', () =>
    assertAdvice(
      'host-address',
      `
services:
  a:
    image: a
    extra_hosts: ["db:10.0.0.1", "host:host-gateway", "six=::1"]
`,
    ));
});
