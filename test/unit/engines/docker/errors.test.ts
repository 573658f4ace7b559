import assert from 'node:assert/strict';
import { toEngineError } from '../../../../server/src/engines/docker/errors.ts';

const answer = (statusCode: number, message: string): Error =>
  Object.assign(new Error(`(HTTP code ${statusCode}) unexpected - ${message} `), { statusCode });
const socket = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code });

describe('Errors of an engine', () => {
  const rows: readonly (readonly [Error, string])[] = [
    [answer(404, 'No such container: web'), 'not-found'],
    [answer(404, 'No such image: web:1'), 'image-not-found'],
    [answer(409, 'Conflict. The container name "/web" is already in use'), 'conflict'],
    [answer(500, 'container name "web" is already in use by 1234'), 'conflict'],
    [answer(409, 'remove data: volume is in use - [1234]'), 'conflict'],
    [answer(403, 'network web has active endpoints'), 'conflict'],
    [answer(500, 'container not running - Container 1234 is not running'), 'conflict'],
    [answer(409, 'Container 1234 is not running'), 'conflict'],
    [answer(400, 'invalid reference format'), 'invalid-input'],
    [
      answer(500, 'driver failed: Bind for 0.0.0.0:80 failed: port is already allocated'),
      'port-unavailable',
    ],
    [answer(500, 'listen tcp4 0.0.0.0:80: bind: address already in use'), 'port-unavailable'],
    [answer(500, 'write /var/lib/docker/tmp/x: no space left on device'), 'disk-full'],
    [answer(500, 'something else'), 'engine-failed'],
    [socket('ECONNREFUSED'), 'engine-unavailable'],
    [socket('ECONNRESET'), 'engine-unavailable'],
    [socket('EACCES'), 'engine-permission'],
    [Object.assign(new Error('aborted'), { name: 'AbortError' }), 'cancelled'],
  ];
  for (const [error, code] of rows) {
    it(`"${error.message}" is ${code}`, () => {
      assert.equal(toEngineError(error, 'Cannot').code, code);
    });
  }

  const registry: readonly (readonly [string, string])[] = [
    ['pull access denied for x, repository does not exist or may require login', 'registry-denied'],
    ['unauthorized: authentication required', 'registry-denied'],
    ['manifest for x:9 not found: manifest unknown: manifest unknown', 'image-not-found'],
    ['reading manifest 9 in host/x: manifest unknown', 'image-not-found'],
    ['Get "https://x/v2/": dial tcp: lookup x: no such host', 'registry-unreachable'],
    [
      'Get "http://x/v2/": net/http: request canceled while waiting for connection',
      'registry-unreachable',
    ],
    ['write /var/lib/docker/tmp/GetImageBlob1: no space left on device', 'disk-full'],
  ];
  for (const [text, code] of registry) {
    it(`"${text}" of a pull is ${code}`, () => {
      assert.equal(toEngineError(new Error(text), 'Cannot pull', { registry: true }).code, code);
    });
  }

  it('does not blame a registry for what a log driver cannot reach', () => {
    const error = answer(500, 'failed to initialize logging driver: dial tcp 127.0.0.1:24224');
    assert.equal(toEngineError(error, 'Cannot start').code, 'engine-failed');
  });

  it('says what was tried and what the engine said, without wrapping', () => {
    const error = toEngineError(answer(404, 'No such container: web'), 'Cannot start web');
    assert.equal(error.message, 'Cannot start web: No such container: web');
  });
});
