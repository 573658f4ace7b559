import assert from 'node:assert/strict';
import { defaultSettings } from '#shared/protocol/workspace';
import { parsePortRange } from '../../../../client/src/settings/port-range.ts';
import { lensSettings } from '../../../../client/src/settings/lens-settings.ts';
import { readSettings } from '../../../../client/src/settings/read-settings.ts';

const read = (values: Readonly<Record<string, unknown>>, startLenses = false) =>
  readSettings((key) => values[key], { startLenses });

describe('parsePortRange', () => {
  it('takes two ports, one port, and blanks around them', () => {
    assert.deepEqual(parsePortRange('20000-29999'), { from: 20000, to: 29999 });
    assert.deepEqual(parsePortRange(' 80 - 90 '), { from: 80, to: 90 });
    assert.deepEqual(parsePortRange('8080'), { from: 8080, to: 8080 });
  });

  for (const text of ['', 'any', '0-10', '90-80', '1-65536', '1-2-3', '-5', '123456']) {
    it(`takes "${text}" for no range`, () => {
      assert.equal(parsePortRange(text), undefined);
    });
  }
});

const defaults = {
  ...defaultSettings,
  composeLenses: lensSettings('auto', { startsShownElsewhere: false, usage: false }),
};

describe('readSettings', () => {
  it('has the defaults when nothing is set, and all lenses', () => {
    assert.deepEqual(read({}), { settings: defaults, problems: [] });
  });

  it('turns seconds into milliseconds and trims text', () => {
    const { settings } = read({ 'start.timeout': 5, 'pull.idleTimeout': 0.5, engine: ' x ' });
    assert.equal(settings.startTimeoutMs, 5000);
    assert.equal(settings.pullIdleTimeoutMs, 500);
    assert.equal(settings.engine, 'x');
  });

  it('says what is wrong with a range and uses the default', () => {
    const { settings, problems } = read({ 'ports.range': '9-1' });
    assert.deepEqual(settings.portsRange, defaultSettings.portsRange);
    assert.equal(problems.length, 1);
    assert.match(problems[0]?.message ?? '', /hyperbox\.ports\.range is "9-1"/);
    assert.equal(problems[0]?.setting, 'hyperbox.ports.range');
  });

  it('takes the levels of rules that are levels, and says which are none', () => {
    const { settings, problems } = read({
      'compose.rules': { 'no-effect': 'off', schema: 'loud', 'restart-policy': 2 },
    });
    assert.deepEqual(settings.composeRules, { 'no-effect': 'off' });
    assert.deepEqual(
      problems.map(({ message }) => message),
      [
        'hyperbox.compose.rules says that "schema" is "loud". Write one of: off, error, warning, information, hint.',
        'hyperbox.compose.rules says that "restart-policy" is 2. Write one of: off, error, warning, information, hint.',
      ],
    );
    assert.deepEqual(read({ 'compose.rules': ['no-effect'] }).settings.composeRules, {});
    assert.equal(read({ 'compose.rules': ['no-effect'] }).problems.length, 1);
  });

  it('takes what is said of reloads, and says what cannot be read of it', () => {
    const { settings, problems } = read({
      'reload.services': { web: 'none', api: 'sometimes', docs: 'rebuild' },
      'reload.ignore': ['*.log', ' ', '/coverage'],
      'reload.poll': true,
    });
    assert.deepEqual(settings.reload, {
      services: { web: 'none', docs: 'rebuild' },
      ignore: ['*.log', '/coverage'],
      poll: true,
    });
    assert.deepEqual(problems, [
      {
        setting: 'hyperbox.reload.services',
        message:
          'hyperbox.reload.services says that "api" is "sometimes". Write one of: restart, none, rebuild.',
      },
    ]);
    const wrong = read({ 'reload.services': 'web', 'reload.ignore': '*.log', 'reload.poll': 'no' });
    assert.deepEqual(wrong.settings.reload, defaults.reload);
    assert.deepEqual(
      wrong.problems.map(({ setting }) => setting),
      ['hyperbox.reload.services', 'hyperbox.reload.ignore'],
    );
  });

  it('takes the default for values of another type', () => {
    const values = { engine: 5, autoRestart: 'yes', 'start.timeout': -1, 'ports.range': null };
    assert.deepEqual(read(values).settings, defaults);
  });
});
