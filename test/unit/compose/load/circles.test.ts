import assert from 'node:assert/strict';
import { loadFiles } from '../load-text.ts';

describe('circles of files and services', () => {
  it('are drawn, and nothing is said of what the circle leaves missing', async () => {
    const { findings } = await loadFiles({
      files: {
        'compose.yaml':
          'services:\n  a:\n    extends: b\n  b:\n    extends: { service: c }\n  c:\n    extends: a\n',
      },
    });
    assert.deepEqual(
      findings.map(({ code, hint }) => [code, hint]),
      [['extends-cycle', 'Break a → b → c → a: remove one `extends`.']],
    );
  });

  it('are drawn by the names of files', async () => {
    const { findings } = await loadFiles({
      files: {
        'compose.yaml': 'include: [b.yaml]\nservices:\n  a:\n    image: a\n',
        'b.yaml': 'include: [compose.yaml]\n',
      },
    });
    assert.deepEqual(
      findings.map(({ code, hint }) => [code, hint]),
      [
        [
          'include-cycle',
          'Break compose.yaml → b.yaml → compose.yaml: remove one of these includes.',
        ],
      ],
    );
  });

  it('go through every way to need another service', async () => {
    const { findings } = await loadFiles({
      files: {
        'compose.yaml':
          'services:\n  a:\n    image: a\n    network_mode: service:b\n  b:\n    image: b\n    volumes_from: [c:ro]\n  c:\n    image: c\n    links: [a:x]\n',
      },
    });
    const [cycle] = findings.filter(({ severity }) => severity === 'error');
    assert.match(cycle?.message ?? '', /a -> b -> c -> a/);
    assert.equal(cycle?.related?.length, 2);
  });
});
