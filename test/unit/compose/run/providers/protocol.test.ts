import assert from 'node:assert/strict';
import {
  callArguments,
  missingParameter,
  parseMessage,
  parseMetadata,
  type ProviderCall,
} from '../../../../../server/src/compose/run/providers/protocol.ts';

const call: ProviderCall = {
  project: 'shop',
  service: 'db',
  verb: 'up',
  options: { type: ['mysql'], size: ['1', '2'] },
};

describe('what is said to a provider and by it', () => {
  it('calls it with the options of the service, each value by itself', () => {
    assert.deepEqual(callArguments(call, {}), [
      ...['compose', '--project-name=shop', 'up'],
      ...['--type=mysql', '--size=1', '--size=2', 'db'],
    ]);
  });

  it('leaves out options that it says it does not take with this command', () => {
    const metadata = parseMetadata(
      JSON.stringify({
        description: 'Databases',
        up: { parameters: [{ name: 'type', required: true }] },
        down: { parameters: [] },
      }),
    );
    assert.deepEqual(callArguments(call, metadata).slice(3), ['--type=mysql', 'db']);
    assert.deepEqual(callArguments({ ...call, verb: 'down' }, metadata).slice(3), ['db']);
    assert.equal(missingParameter({ ...call, options: {} }, metadata), 'type');
    assert.equal(missingParameter(call, metadata), undefined);
  });

  it('takes a provider for one that tells nothing when its metadata cannot be read', () => {
    for (const text of ['', 'usage: …', '[]', '{"up": 3}']) {
      assert.deepEqual(callArguments(call, parseMetadata(text)).length, 7);
    }
  });

  it('reads its lines, and knows what is none', () => {
    assert.deepEqual(parseMessage('{"type":"setenv","message":"URL=a=b"}'), {
      type: 'setenv',
      message: 'URL=a=b',
    });
    for (const line of ['hello', '{}', '{"type":"else"}', '[1]', '']) {
      assert.equal(parseMessage(line), undefined);
    }
  });
});
