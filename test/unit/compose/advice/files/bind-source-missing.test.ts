import { assertAdvice } from '../draw-advice.ts';

describe('advice bind-source-missing', () => {
  it('names a mounted path that is not there, however it is written', () =>
    assertAdvice(
      'bind-source-missing',
      `
services:
  a:
    image: nginx
    volumes:
      - ./there.conf:/etc/nginx/nginx.conf
      - ./gone.conf:/etc/nginx/gone.conf
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ bind-source-missing
      - type: bind
        source: ./away
        ^^^^^^ bind-source-missing
        target: /away
      - data:/data
      - /anonymous
volumes:
  data:
`,
      { files: { 'there.conf': 'file' } },
    ));
});
