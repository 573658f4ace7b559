import assert from 'node:assert/strict';
import { loadFiles } from '../load-text.ts';

describe('rule profile-name', () => {
  it('warns of names that are hard to ask for', async () => {
    const text = 'services:\n  a:\n    image: nginx\n    profiles: [ok, -odd]\n';
    const { findings } = await loadFiles({
      files: { 'compose.yaml': text },
      request: { profiles: ['ok'] },
    });
    assert.deepEqual(
      findings.map(({ code, severity }) => [code, severity]),
      [['profile-name', 'warning']],
    );
  });
});
