import { assertAdvice } from '../draw-advice.ts';

describe('advice dns-address', () => {
  it('names what is no address', () =>
    assertAdvice(
      'dns-address',
      `
services:
  a:
    image: a
    dns: [10.0.0.1, "8.8.8.8:53"]
                    ^^^^^^^^^^^^ dns-address
  b:
    image: b
    dns: dns.example.com
         ^^^^^^^^^^^^^^^ dns-address
`,
    ));

  it('takes addresses of both families', () =>
    assertAdvice(
      'dns-address',
      `
services:
  a:
    image: a
    dns: ["::1", 10.0.0.1]
`,
    ));
});
