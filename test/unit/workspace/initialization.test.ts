import assert from 'node:assert/strict';
import { defaultSettings } from '#shared/protocol/workspace';
import { systemClock } from '../../../server/src/base/clock.ts';
import type { Platform } from '../../../server/src/platform.ts';
import { parseInitialization } from '../../../server/src/workspace/initialization.ts';

const platform: Platform = {
  name: 'linux',
  environment: {},
  homeFolder: '/home/a',
  workingFolder: '/',
  clock: systemClock,
};

describe('what a server starts with', () => {
  const own = {
    settings: { ...defaultSettings, engine: 'unix:///x.sock' },
    trusted: true,
    folders: ['/project'],
    stateFolder: '/state',
  };

  it('is what our own client says', () => {
    assert.deepEqual(parseInitialization({ initializationOptions: own }, platform), own);
  });

  it('is its folders, the defaults and no trust for another client', () => {
    const workspaceFolders = [{ uri: 'file:///a%20b' }, { uri: 'vscode-vfs://github/x' }];
    const parsed = parseInitialization({ workspaceFolders }, platform);
    assert.deepEqual(parsed.folders, ['/a b']);
    assert.equal(parsed.trusted, false);
    assert.deepEqual(parsed.settings, defaultSettings);
    assert.match(parsed.stateFolder, /^\/home\/a\/\.local\/state\/hyperbox\/workspaces\/\w+$/);
  });

  it('takes no trust from options that are not whole', () => {
    const parsed = parseInitialization(
      { initializationOptions: { ...own, settings: undefined }, rootUri: 'file:///root' },
      platform,
    );
    assert.equal(parsed.trusted, false);
    assert.deepEqual(parsed.folders, ['/root']);
  });

  it('keeps state where the system wants it', () => {
    const stateOf = (changes: Partial<Platform>): string =>
      parseInitialization({}, { ...platform, ...changes }).stateFolder;
    assert.match(stateOf({ environment: { XDG_STATE_HOME: '/s' } }), /^\/s\/hyperbox\//);
    assert.match(stateOf({ name: 'darwin' }), /^\/home\/a\/Library\/Application Support\//);
  });
});
