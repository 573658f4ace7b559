import { assertAdvice } from '../draw-advice.ts';

describe('advice dockerfile-missing', () => {
  it('names a Dockerfile that is not in its context', () =>
    assertAdvice(
      'dockerfile-missing',
      `
services:
  a:
    build: ./here
           ^^^^^^ dockerfile-missing
  b:
    build:
      context: .
      dockerfile: gone.Dockerfile
      ^^^^^^^^^^ dockerfile-missing
`,
      { files: { here: 'folder' } },
    ));

  it('is content with dockerfile, with text in place, with what is elsewhere or itself missing', () =>
    assertAdvice(
      'dockerfile-missing',
      `
services:
  a:
    build: ./here
  b:
    build:
      context: ./here
      dockerfile_inline: FROM scratch
  c:
    build: https://github.com/a/b.git
  d:
    build: ./gone
  e:
    build:
      context: ./here
      dockerfile: ../e.Dockerfile
`,
      { files: { here: 'folder' }, texts: { 'here/dockerfile': 'FROM a\n', 'e.Dockerfile': '' } },
    ));
});
