import { assertAdvice } from '../draw-advice.ts';

const Dockerfile = 'ARG VERSION=1\nFROM a:$VERSION\nARG MODE OTHER\n';

describe('advice build-arg-unknown', () => {
  it('names an argument that no ARG declares, in lists and mappings', () =>
    assertAdvice(
      'build-arg-unknown',
      `
services:
  a:
    build:
      context: .
      args:
        VERSION: 2
        MODES: x
        ^^^^^ build-arg-unknown
  b:
    build:
      context: .
      args:
        - OTHER=1
        - WHAT=2
          ^^^^^^ build-arg-unknown
`,
      { texts: { Dockerfile } },
    ));

  it('says nothing of what every builder knows, and of other programs', async () => {
    const drawing = `
services:
  a:
    build:
      context: .
      args: { HTTP_PROXY: x, no_proxy: y, BUILDKIT_INLINE_CACHE: 1, TARGETARCH: z }
  b:
    build: { context: ./gone, args: { WHAT: 1 } }
`;
    await assertAdvice('build-arg-unknown', drawing, { texts: { Dockerfile } });
    await assertAdvice('build-arg-unknown', drawing.replace('no_proxy', 'WHAT'), {
      texts: { Dockerfile: `# syntax=me/other\n${Dockerfile}` },
    });
  });
});
