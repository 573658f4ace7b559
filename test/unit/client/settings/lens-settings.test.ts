import assert from 'node:assert/strict';
import { lensCommands } from '#shared/protocol/lenses';
import { lensSettings } from '../../../../client/src/settings/lens-settings.ts';

describe('lensSettings', () => {
  const { startProject, startService, stopService } = lensCommands;
  const has = (choice: 'auto' | 'on', elsewhere: boolean, command: string): boolean =>
    lensSettings(choice, { startsShownElsewhere: elsewhere, usage: false }).commands.includes(
      command,
    );

  it('leaves what another extension starts to it, and nothing else', () => {
    assert.ok(!has('auto', true, startProject) && !has('auto', true, startService));
    assert.ok(has('auto', true, stopService));
    assert.ok(has('auto', false, startProject) && has('auto', false, startService));
  });

  it('shows everything when told to, whatever others show', () => {
    assert.ok(has('on', true, startProject) && has('on', true, startService));
    assert.ok(!lensSettings('off', { startsShownElsewhere: false, usage: false }).enabled);
  });
});
