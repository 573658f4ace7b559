import assert from 'node:assert/strict';
import { findBuildKitNeed } from '../../../../server/src/engines/docker/buildkit-need.ts';
import { baseImages, parseDockerfile } from '../../../../server/src/engines/docker/dockerfile.ts';

const lines = (text: string): readonly string[] =>
  parseDockerfile(text).instructions.map(({ keyword, line }) => `${keyword}@${line}`);

describe('parseDockerfile', () => {
  it('knows where instructions begin', () => {
    const text = '# c\nARG A\n\nFROM x\nRUN a \\\n  # within\n\n  && b\nCMD ["c"]\n';
    assert.deepEqual(lines(text), ['ARG@2', 'FROM@4', 'RUN@5', 'CMD@9']);
  });

  it('reads CRLF, a byte order mark and small letters', () => {
    assert.deepEqual(lines('\uFEFFfrom x\r\nrun a \\\r\n b\r\nuser 1'), [
      'FROM@1',
      'RUN@2',
      'USER@4',
    ]);
  });

  it('follows another escape character', () => {
    assert.deepEqual(lines('# escape=`\nFROM x\nCOPY a C:\\\nRUN b `\n c\nCMD d'), [
      'FROM@2',
      'COPY@3',
      'RUN@4',
      'CMD@6',
    ]);
  });

  it('skips here-documents', () => {
    assert.deepEqual(
      lines('FROM x\nRUN <<EOF\nFROM y\nEOF\nCOPY <<-"A" <<B /c/\n\tA\nb\nB\nCMD z'),
      ['FROM@1', 'RUN@2', 'COPY@5', 'CMD@9'],
    );
  });

  it('lists the images that a build starts from', () => {
    const text =
      'FROM --platform=linux/amd64 a:1 AS one\nFROM one\nFROM $B\nFROM scratch\nFROM r.io/c';
    assert.deepEqual(baseImages(parseDockerfile(text)), ['a:1', 'r.io/c']);
  });
});

describe('findBuildKitNeed', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['FROM x\nRUN --mount=type=cache,target=/c make', '2 RUN --mount'],
    ['FROM x\nRUN <<EOF\nmake\nEOF', '2 RUN <<EOF'],
    ['FROM x\nCOPY --from=y --link a b', '2 COPY --link'],
    ['FROM x\nCOPY --chmod=755 a b', '2 COPY --chmod'],
    ['FROM --platform=$BUILDPLATFORM x', '1 FROM --platform=$BUILDPLATFORM'],
    ['# syntax=docker/dockerfile:1.7-labs\nFROM x', '1 # syntax=docker/dockerfile:1.7-labs'],
    ['# syntax=docker/dockerfile:1\nFROM x\nRUN echo --mount', undefined],
    ['FROM x\nRUN a <<< b; echo "1 << 2"', undefined],
    ['FROM x\nCOPY --from=y --chown=1 a b', undefined],
  ];
  for (const [text, expected] of rows) {
    it(`finds ${expected ?? 'nothing'}`, () => {
      const need = findBuildKitNeed(parseDockerfile(text));
      assert.equal(need && `${need.line} ${need.what}`, expected);
    });
  }
});
