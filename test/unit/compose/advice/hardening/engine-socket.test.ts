import { assertAdvice } from '../draw-advice.ts';

describe('advice engine-socket', () => {
  it('finds the socket of each engine however it is given, and no other socket', () =>
    assertAdvice(
      'engine-socket',
      `
services:
  a:
    image: nginx:1
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ engine-socket
      - type: bind
        ^^^^^^^^^^ engine-socket
        source: /run/podman/podman.sock
        target: /s
      - /var/run/mysqld/mysqld.sock:/s2
      - ./docker.sock.txt:/s3
  b:
    image: nginx:1
    use_api_socket: true
    ^^^^^^^^^^^^^^ engine-socket
`,
    ));
});
