import { assertAdvice } from '../draw-advice.ts';

describe('advice host-namespace', () => {
  it('underlines what is shared with the host, not what services share', () =>
    assertAdvice(
      'host-namespace',
      `
services:
  a:
    image: nginx:1
    pid: host
    ^^^ host-namespace
    ipc: host
    ^^^ host-namespace
  b:
    image: nginx:1
    pid: service:a
    ipc: shareable
`,
    ));
});
