import { assertAdvice } from '../draw-advice.ts';

describe('advice port-protocol', () => {
  it('names what is spoken on a port instead of what carries it', () =>
    assertAdvice(
      'port-protocol',
      `
services:
  a:
    image: a
    ports:
      - target: 80
        protocol: http
        ^^^^^^^^ port-protocol
`,
    ));

  it('takes the three that there are', () =>
    assertAdvice(
      'port-protocol',
      `
services:
  a:
    image: a
    ports: ["80:80/udp", "81/sctp", 82]
`,
    ));
});
