import assert from 'node:assert/strict';
import { restOfHover } from '../../../../client/src/coexistence/hover-rest.ts';

const own = [
  'Specify the image to start the container from.',
  'Schema: [compose-spec.json](https://example.com/schema)',
  '[Online documentation](https://example.com/docs)',
].join('\n\n');
const effective = 'Effective value:\n\n```yaml\nimage: nginx\n\n\ntag: 1\n```';

describe('restOfHover', () => {
  it('is all of it where others say something else', () => {
    assert.equal(restOfHover(own, ['Something about YAML.']), own);
  });

  it('is nothing where only links are left', () => {
    const theirs = ['#### Image\n\nSpecify the image to start the container from\\.\n\nSource: x'];
    assert.equal(restOfHover(own, theirs), undefined);
  });

  it('is what only we know', () => {
    const theirs = ['Specify the image to start the container from.'];
    assert.equal(restOfHover(`${own}\n\n${effective}`, theirs), effective);
  });

  it('takes a block of code for one, with its empty lines', () => {
    assert.equal(restOfHover(effective, ['image: nginx']), effective);
    assert.equal(restOfHover(effective, [effective]), undefined);
  });
});
