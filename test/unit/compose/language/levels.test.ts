import assert from 'node:assert/strict';
import { readRuleLevels } from '#shared/rule-levels';
import type { Finding } from '../../../../server/src/compose/finding.ts';
import { atLevel } from '../../../../server/src/compose/language/levels.ts';

const at = { line: 0, character: 0 };
const finding = (code: string): Finding => ({
  code,
  severity: 'warning',
  message: 'm',
  range: { path: '/compose.yaml', start: at, end: at },
});

describe('the level of a finding', () => {
  it('is what the user made of its code, else its own', () => {
    const levels = { schema: 'hint', 'no-effect': 'off' } as const;
    assert.equal(atLevel(finding('schema'), levels)?.severity, 'hint');
    assert.equal(atLevel(finding('no-effect'), levels), undefined);
    assert.equal(atLevel(finding('subnet'), levels)?.severity, 'warning');
    assert.equal(atLevel(finding('constructor'), levels)?.severity, 'warning');
  });

  it('is read from whatever a settings file holds', () => {
    assert.deepEqual(readRuleLevels(undefined), { levels: {}, wrong: [] });
    assert.deepEqual(readRuleLevels(null), { levels: {}, wrong: [] });
    assert.deepEqual(readRuleLevels('off'), { levels: {}, wrong: [{ value: 'off' }] });
    assert.deepEqual(readRuleLevels({ a: 'off', b: 'OFF', c: { d: 1 } }), {
      levels: { a: 'off' },
      wrong: [
        { code: 'b', value: 'OFF' },
        { code: 'c', value: { d: 1 } },
      ],
    });
    const hostile: unknown = JSON.parse('{ "__proto__": "off" }');
    assert.equal(Object.hasOwn(readRuleLevels(hostile).levels, '__proto__'), true);
  });
});
