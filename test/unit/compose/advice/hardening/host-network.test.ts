import { assertAdvice } from '../draw-advice.ts';

describe('advice host-network', () => {
  it("underlines the host's network, and no other mode", () =>
    assertAdvice(
      'host-network',
      `
services:
  a:
    image: nginx:1
    network_mode: host
    ^^^^^^^^^^^^ host-network
  b:
    image: nginx:1
    network_mode: bridge
`,
    ));
});
