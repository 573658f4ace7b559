import assert from 'node:assert/strict';
import type { CopyInstruction } from '../../../server/src/dockerfile/dockerfile.ts';
import { parseDockerfile } from '../../../server/src/dockerfile/parse.ts';

const copies = (text: string): readonly CopyInstruction[] =>
  parseDockerfile(`FROM a\n${text}\n`).stages.flatMap(({ instructions }) =>
    instructions.filter(
      (each): each is CopyInstruction => each.kind === 'copy' || each.kind === 'add',
    ),
  );
const sources = (text: string): readonly (readonly string[])[] =>
  copies(text).map((copy) => copy.sources.map((word) => word.text));

describe('a Dockerfile', () => {
  it('has stages with names, images and places', () => {
    const text = 'ARG V=3\nFROM --platform=$P node:${V} AS Base\nRUN a\n\nfrom base\nUSER me\n';
    const { args, stages } = parseDockerfile(text);
    assert.deepEqual(args[0]?.variables, [{ name: 'V', value: '3' }]);
    assert.deepEqual(
      stages.map(({ index, name, image }) => [index, name?.text, image?.text]),
      [
        [0, 'Base', 'node:${V}'],
        [1, undefined, 'base'],
      ],
    );
    const [{ name, start, end } = {}] = stages;
    assert.equal(text.slice(name?.start, name?.end), 'Base');
    assert.equal(text.slice(start, end), text.slice(8, text.indexOf('\n\nfrom')));
  });

  it('says what is copied, and from where', () => {
    const [copy] = copies(
      'COPY --chown=a:b --from=base --exclude=*.md one two/ \\\n # x\n three /to',
    );
    assert(copy);
    assert.equal(copy.from?.text, 'base');
    assert.deepEqual([...copy.flags], ['chown', 'from', 'exclude']);
    assert.deepEqual(
      copy.sources.map(({ text }) => text),
      ['one', 'two/', 'three'],
    );
    assert.equal(copy.destination?.text, '/to');
  });

  it('reads lists in JSON, with the blanks in them', () => {
    assert.deepEqual(sources('COPY --link ["x y", "z\\u0041", "/to"]'), [['x y', 'zA']]);
  });

  it('takes texts in place for no sources, and their lines for no instructions', () => {
    assert.deepEqual(
      sources('COPY <<EOF more /file\nCOPY nonsense /\nEOF\nADD <<"X" /b\nhello\nX\nCOPY c d'),
      [['more'], [], ['c']],
    );
    assert.deepEqual(sources('RUN <<EOF\nCOPY a b\nEOF\nCOPY c d'), [['c']]);
  });

  it('goes on behind the sign that it names', () => {
    const { stages } = parseDockerfile(
      '# escape=`\nFROM a\nCOPY one `\n two\\ c:\\to\\\nUSER me\n',
    );
    const [copy] = stages[0]?.instructions ?? [];
    assert(copy?.kind === 'copy');
    assert.deepEqual(
      copy.sources.map(({ text }) => text),
      ['one', 'two\\'],
    );
    assert.equal(stages[0]?.instructions.length, 2);
  });

  it('knows what mounts are made of', () => {
    const text =
      'FROM a\nRUN --mount=type=bind,from=base,target=/x --mount=source=a.txt,target=/a --mount=type=cache,target=/y b\n';
    const run = parseDockerfile(text).stages[0]?.instructions[0];
    assert(run?.kind === 'run');
    assert.deepEqual(
      run.mounts.map(({ type, from, source }) => [
        type,
        text.slice(from?.start, from?.end ?? 0),
        text.slice(source?.start, source?.end ?? 0),
      ]),
      [
        ['bind', 'base', ''],
        ['bind', '', 'a.txt'],
        ['cache', '', ''],
      ],
    );
  });

  it('tells the program that reads it, ports and health checks', () => {
    const parsed = parseDockerfile(
      '# syntax=docker/dockerfile:1\nFROM a\nEXPOSE 80 53/udp\nHEALTHCHECK none\nHEALTHCHECK --interval=5s CMD curl x\n',
    );
    assert.equal(parsed.syntax?.text, 'docker/dockerfile:1');
    const [expose, none, check] = parsed.stages[0]?.instructions ?? [];
    assert(expose?.kind === 'expose');
    assert.deepEqual(
      expose.ports.map(({ text }) => text),
      ['80', '53/udp'],
    );
    assert(none?.kind === 'healthcheck' && none.none);
    assert(check?.kind === 'healthcheck' && !check.none);
  });

  it('may be half a one, empty, or none at all', () => {
    for (const text of [
      '',
      'FROM',
      'FROM a AS',
      'COPY',
      'FROM a\nCOPY',
      'FROM a\nCOPY [',
      '\uFEFF',
      '# escape=',
      'FROM a\nRUN --mount=',
      'FROM a\nENV',
      'FROM a\nARG =',
      'COPY <<E',
      'FROM a\nONBUILD',
    ])
      assert.doesNotThrow(() => parseDockerfile(text), JSON.stringify(text));
  });
});
