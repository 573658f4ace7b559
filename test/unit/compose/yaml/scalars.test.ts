import assert from 'node:assert/strict';
import { plainScalar } from '../../../../server/src/compose/yaml/scalars.ts';
import { Source } from '../../../../server/src/compose/yaml/source.ts';

const origin = { source: new Source('/x', ''), start: 0, end: 0 };

describe('unquoted scalars', () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['yes', 'yes', 'yes'],
    ['toString', 'toString', 'toString'],
    ['constructor', 'constructor', 'constructor'],
    ['True', true, 'true'],
    ['~', null, '<nil>'],
    ['0755', 493, '493'],
    ['0x10', 16, '16'],
    ['1_000', 1000, '1000'],
    ['123456789012345678', 123456789012345680, '123456789012345678'],
    ['1.10', 1.1, '1.1'],
    ['1e30', 1e30, '1e+30'],
    ['22:22', '22:22', '22:22'],
    ['2024-01-01', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
    ['2001-12-14t21:59:43.10-05:00', '2001-12-14T21:59:43.1-05:00', '2001-12-14T21:59:43.1-05:00'],
    ['2020-1-2 3:4:5', '2020-01-02T03:04:05Z', '2020-01-02T03:04:05Z'],
    ['2001-12-14 21:59:43.10 -5', '2001-12-14 21:59:43.10 -5', '2001-12-14 21:59:43.10 -5'],
    ['2020-13-01', '2020-13-01', '2020-13-01'],
    ['1.2.3', '1.2.3', '1.2.3'],
  ];
  for (const [source, value, text] of cases) {
    it(`reads ${source} as go-yaml does`, () => {
      const node = plainScalar(source, origin);
      assert.deepEqual([node.value, node.text], [value, text]);
    });
  }
});
