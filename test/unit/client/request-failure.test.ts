import assert from 'node:assert/strict';
import { toRequestFailure } from '../../../client/src/request-failure.ts';

const rpcError = (code: number, data?: unknown): Error =>
  Object.assign(new Error('failed'), { code, data });

describe('toRequestFailure', () => {
  it('keeps what the server says about its error', () => {
    const failure = toRequestFailure(rpcError(-32000, { code: 'service-exited', service: 'web' }));
    assert.equal(failure.message, 'failed');
    assert.deepEqual(failure.details, { code: 'service-exited', service: 'web' });
  });

  it('knows a cancelled request', () => {
    assert.equal(toRequestFailure(rpcError(-32800)).details.code, 'cancelled');
    const canceled = Object.assign(new Error('Canceled'), { name: 'Canceled' });
    assert.equal(toRequestFailure(canceled).details.code, 'cancelled');
  });

  it('says that the server ended when the connection is gone', () => {
    const failure = toRequestFailure(rpcError(-32097));
    assert.match(failure.message, /server ended/);
    assert.equal(failure.details.code, 'internal');
  });

  it('takes data with a code that nobody knows for no details', () => {
    assert.deepEqual(toRequestFailure(rpcError(5, { code: 'odd' })).details, { code: 'internal' });
  });

  it('takes anything that can be thrown', () => {
    assert.equal(toRequestFailure('text').message, 'text');
    assert.equal(toRequestFailure(undefined).details.code, 'internal');
  });
});
