import { assertAdvice } from '../draw-advice.ts';

const drawing = `
services:
  a:
    build:
      context: .
      target: devel
`;

describe('advice build-target-missing', () => {
  it('names a target that is no stage, in the file and in place', () =>
    assertAdvice(
      'build-target-missing',
      `
services:
  a:
    build:
      context: .
      target: devel
      ^^^^^^ build-target-missing
  b:
    build:
      context: .
      dockerfile: other.Dockerfile
      target: base
      ^^^^^^ build-target-missing
  c:
    build:
      dockerfile_inline: |
        FROM a AS one
      target: two
      ^^^^^^ build-target-missing
`,
      { texts: { Dockerfile: 'FROM a AS dev\n', 'other.Dockerfile': 'FROM a\n' } },
    ));

  it('finds stages whatever their case, and has none by number', () =>
    assertAdvice(
      'build-target-missing',
      `
services:
  a:
    build: { context: ., target: Devel }
  b:
    build:
      context: .
      target: "1"
      ^^^^^^ build-target-missing
  c:
    build: { context: . }
`,
      { texts: { Dockerfile: 'FROM a AS devel\nFROM b\n' } },
    ));

  it('says nothing of a Dockerfile that is not there, is empty, or is for another program', async () => {
    await assertAdvice('build-target-missing', drawing);
    await assertAdvice('build-target-missing', drawing, { texts: { Dockerfile: '' } });
    await assertAdvice('build-target-missing', drawing, {
      texts: { Dockerfile: '# syntax=me/other\nFROM a\n' },
    });
  });
});
