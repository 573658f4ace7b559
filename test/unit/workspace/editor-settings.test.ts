import assert from 'node:assert/strict';
import { defaultSettings } from '#shared/protocol/workspace';
import { readEditorSettings } from '../../../server/src/workspace/editor-settings.ts';

describe('what another editor says of compose files', () => {
  const rules = { 'no-effect': 'off', 'unset-variable': 'error' };

  it('is read nested, with dots, and half of each', () => {
    for (const value of [
      { hyperbox: { compose: { rules } } },
      { 'hyperbox.compose.rules': rules },
      { 'hyperbox.compose': { rules } },
      { hyperbox: { 'compose.rules': rules }, yaml: {} },
    ]) {
      assert.deepEqual(readEditorSettings(value)?.settings, {
        ...defaultSettings,
        composeRules: rules,
      });
    }
    const off = readEditorSettings({ hyperbox: { compose: { diagnostics: false } } });
    assert.equal(off?.settings.composeDiagnostics, false);
  });

  it('is nothing where other things are said', () => {
    for (const value of [undefined, null, 5, [], {}, { yaml: { hyperbox: 1 } }, { hyperbox: {} }])
      assert.equal(readEditorSettings(value), undefined);
  });

  it('keeps what can be read and says what cannot', () => {
    const reading = readEditorSettings({
      hyperbox: { compose: { rules: { schema: 'loud', 'no-effect': 'hint', 'port-type': null } } },
    });
    assert.deepEqual(reading?.settings.composeRules, { 'no-effect': 'hint' });
    assert.deepEqual(reading.problems, [
      'hyperbox.compose.rules: schema is "loud": write off, error, warning, information, hint.',
      'hyperbox.compose.rules: port-type is null: write off, error, warning, information, hint.',
    ]);
  });

  it('leaves all else as it was', () => {
    const before = {
      ...defaultSettings,
      engine: 'unix:///x.sock',
      composeRules: { schema: 'off' as const },
    };
    const { settings } = readEditorSettings({ hyperbox: { compose: {} } }, before) ?? {};
    assert.deepEqual(settings, { ...before, composeRules: {} });
  });
});
