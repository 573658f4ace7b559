import assert from 'node:assert/strict';
import { loadText } from '../load-text.ts';

const placesOf = async (text: string): Promise<readonly unknown[]> =>
  (await loadText(text)).findings
    .filter(({ code }) => code === 'unknown-tag')
    .map(({ range, severity }) => [severity, range.start, range.end.character]);

describe('unknown-tag', () => {
  it('warns of a tag that Compose passes over, at the tag', async () => {
    assert.deepEqual(
      await placesOf('services:\n  a:\n    image: b\n    ports: !rest\n      - !x "80"\n'),
      [
        ['warning', { line: 3, character: 11 }, 16],
        ['warning', { line: 4, character: 8 }, 10],
      ],
    );
  });

  it('takes those of Compose and of YAML, and marks in texts', async () => {
    const text = [
      'services:',
      '  a:',
      '    image: !!str b # !no',
      '    ports: !override []',
      '    expose: !reset',
      '    labels: [ "!a", x && !Path ]',
      '    command: |',
      '      !b',
      '    entrypoint: wow -!c',
      '',
    ].join('\n');
    assert.deepEqual(await placesOf(text), []);
  });
});
