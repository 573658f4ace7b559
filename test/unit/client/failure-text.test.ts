import assert from 'node:assert/strict';
import { failureText, shortenIds } from '../../../client/src/failure-text.ts';

const id = '26d0db75c0635cf41a3e6d3eafeff78baa7bdab0d137a42c4256c007eca2c78f';

describe('failureText', () => {
  it('has the last line that was printed, shortened', () => {
    const output = ['connecting', `no such table ${'x'.repeat(300)}`, ' '];
    const text = failureText({ message: 'db exited with code 3', hint: 'Mend it.', output });
    assert.match(
      text,
      /^db exited with code 3\. It said last: “no such table x{146}…”\. Mend it\.$/,
    );
  });

  it('ends what failed before it says what to do', () => {
    const message =
      'Cannot pull a:b: manifest for a:b not found: manifest unknown: manifest unknown';
    assert.equal(
      failureText({ message, hint: 'Check the tag.' }),
      'Cannot pull a:b: manifest for a:b not found: manifest unknown. Check the tag.',
    );
    assert.equal(failureText({ message: 'It is over.' }), 'It is over.');
  });

  it('puts the name for an id, or its first twelve digits', () => {
    const nameOf = (text: string) => (text === id ? 'backend' : undefined);
    assert.equal(failureText({ message: `Cannot remove ${id}`, nameOf }), 'Cannot remove backend.');
    assert.equal(shortenIds(`image sha256:${id}, name`), 'image 26d0db75c063, name');
  });
});
