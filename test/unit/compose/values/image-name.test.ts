import assert from 'node:assert/strict';
import { fullImageName, parseImageName } from '../../../../server/src/compose/values/image-name.ts';

const digest = `sha256:${'0'.repeat(64)}`;

describe('names of images', () => {
  for (const [text, expected] of [
    ['nginx', 'docker.io/library/nginx:latest'],
    ['nginx:1.27', 'docker.io/library/nginx:1.27'],
    ['docker.io/nginx', 'docker.io/library/nginx:latest'],
    ['index.docker.io/library/nginx', 'docker.io/library/nginx:latest'],
    ['owner/app', 'docker.io/owner/app:latest'],
    ['ghcr.io/owner/app:v1', 'ghcr.io/owner/app:v1'],
    ['localhost/app', 'localhost/app:latest'],
    ['127.0.0.1:5000/a/b/c', '127.0.0.1:5000/a/b/c:latest'],
    ['[::1]:5000/app:1', '[::1]:5000/app:1'],
    [`app:1@${digest}`, `docker.io/library/app@${digest}`],
  ] as const) {
    it(`reads ${text}`, () => {
      assert.equal(fullImageName(text), expected);
    });
  }

  it('takes none of what is no name for one', () => {
    const wrong = ['', 'Not A Name', 'UPPER', 'a//b', 'app:', 'app@sha256:1', '-app', 'a..b', ':1'];
    assert.deepEqual(
      wrong.filter((text) => parseImageName(text) !== undefined),
      [],
    );
    assert.equal(fullImageName('Not A Name'), 'Not A Name');
  });

  it('keeps the name as it was written beside its parts', () => {
    const name = parseImageName(`docker.io/redis:7@${digest}`);
    assert.deepEqual(name, {
      ...{ host: 'docker.io', path: 'library/redis', written: 'docker.io/redis' },
      ...{ tag: '7', digest },
    });
  });
});
