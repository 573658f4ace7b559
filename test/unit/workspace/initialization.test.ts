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

const host = { platform, trusted: false };

describe('what a server starts with', () => {
  const own = {
    settings: { ...defaultSettings, engine: 'unix:///x.sock' },
    trusted: true,
    folders: ['/project'],
    stateFolder: '/state',
  };

  it('is what our own client says', () => {
    assert.deepEqual(parseInitialization({ initializationOptions: own }, host), own);
  });

  it('is its folders, the defaults and no trust for another client', () => {
    const workspaceFolders = [{ uri: 'file:///a%20b' }, { uri: 'vscode-vfs://github/x' }];
    const parsed = parseInitialization({ workspaceFolders }, host);
    assert.deepEqual(parsed.folders, ['/a b']);
    assert.equal(parsed.trusted, false);
    assert.deepEqual(parsed.settings, defaultSettings);
    assert.match(parsed.stateFolder, /^\/home\/a\/\.local\/state\/hyperbox\/workspaces\/\w+$/);
  });

  it('has what another client says of compose files', () => {
    const initializationOptions = { hyperbox: { compose: { rules: { 'no-effect': 'off' } } } };
    const parsed = parseInitialization({ initializationOptions }, host);
    assert.deepEqual(parsed.settings, { ...defaultSettings, composeRules: { 'no-effect': 'off' } });
    assert.equal(parsed.trusted, false);
  });

  it('takes no trust from options that are not whole', () => {
    const parsed = parseInitialization(
      { initializationOptions: { ...own, settings: undefined }, rootUri: 'file:///root' },
      host,
    );
    assert.equal(parsed.trusted, false);
    assert.deepEqual(parsed.folders, ['/root']);
  });

  it('is the trust of who started the server, where the client has no say', () => {
    const trusting = { platform, trusted: true };
    assert.equal(parseInitialization({}, trusting).trusted, true);
    const distrusted = { initializationOptions: { ...own, trusted: false } };
    assert.equal(parseInitialization(distrusted, trusting).trusted, false);
  });

  it('keeps state where the system wants it', () => {
    const stateOf = (changes: Partial<Platform>): string =>
      parseInitialization({}, { ...host, platform: { ...platform, ...changes } }).stateFolder;
    assert.match(stateOf({ environment: { XDG_STATE_HOME: '/s' } }), /^\/s\/hyperbox\//);
    assert.match(stateOf({ name: 'darwin' }), /^\/home\/a\/Library\/Application Support\//);
  });
});
