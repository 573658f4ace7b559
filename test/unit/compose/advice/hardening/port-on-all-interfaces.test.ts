import { assertAdvice } from '../draw-advice.ts';

describe('advice port-on-all-interfaces', () => {
  it('underlines ports that are reachable from elsewhere, once a service', () =>
    assertAdvice(
      'port-on-all-interfaces',
      `
services:
  a:
    image: nginx:1
    ports:
    ^^^^^ port-on-all-interfaces
      - "127.0.0.1:1:1"
      - "8080:80"
      - "0.0.0.0:81:81"
  b:
    image: nginx:1
    ports:
      - "127.0.0.1:8081:80"
      - "80"
      - "[::1]:82:82"
`,
    ));
});
