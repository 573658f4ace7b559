import assert from 'node:assert/strict';
import { placesOfLenses } from '../../../../../server/src/compose/language/lenses/places.ts';
import { parseSyntax } from '../../../../../server/src/compose/language/syntax/syntax.ts';
import { Source } from '../../../../../server/src/compose/yaml/source.ts';

const placesIn = (text: string, before?: string) => {
  const first = before === undefined ? undefined : parseSyntax(new Source('/compose.yaml', before));
  const file = parseSyntax(new Source('/compose.yaml', text), first);
  return placesOfLenses(file).map(({ service, origin: { start, end } }) => {
    assert.equal(text.slice(start, end), service ?? 'services');
    return service;
  });
};

const large = (lead: string): string =>
  [
    `${lead}services:`,
    ...Array.from(
      { length: 1000 },
      (_, each) => `  s${String(each)}:\n    image: nginx:1\n    tty: true`,
    ),
    'volumes:',
    '  data: {}',
    '',
  ].join('\n');

describe('the places of lenses', () => {
  it('are the services and the key above them, in quotes too', () => {
    const text = 'services:\n  web: {}\n  "db": {}\n  <<: {}\nvolumes:\n  data:\n';
    assert.deepEqual(placesIn(text), [undefined, 'web', 'db']);
    assert.deepEqual(placesIn('volumes:\n  data:\n'), []);
    assert.deepEqual(placesIn('services:\n'), [undefined]);
  });

  it('are right in a large file, of which only the edited part is parsed again', () => {
    const names = placesIn(large('# longer now\n'), large(''));
    assert.equal(names.length, 1001);
    assert.deepEqual(names.slice(0, 3), [undefined, 's0', 's1']);
  });
});
