import assert from 'node:assert/strict';
import { packageReadme } from '../../../scripts/setup/package-readme.ts';

describe('the README of the package', () => {
  it('has no pictures and no links into the repository, and keeps those to the web', () => {
    const markdown = [
      'See [the protocol](docs/protocol.md) and [the web](https://example.org).',
      '',
      '![A picture](docs/images/a.png)',
      '![Another](docs/images/b.png)',
      '',
      'End.',
      '',
    ].join('\n');
    assert.equal(
      packageReadme(markdown),
      'See the protocol and [the web](https://example.org).\n\nEnd.\n',
    );
  });
});
