import assert from 'node:assert/strict';
import { join } from 'node:path';
import { folder, loadFiles, loadText } from '../load-text.ts';

describe('extends', () => {
  it('takes over from a service of another file, with its paths', async () => {
    const { model, findings } = await loadFiles({
      files: {
        'compose.yaml':
          'services: { a: { extends: { file: sub/base.yaml, service: b }, restart: always } }',
        'sub/base.yaml': 'services: { b: { extends: c, volumes: [./x:/x] }, c: { image: y } }',
      },
    });
    assert.deepEqual(findings, []);
    const service = model?.services['a'];
    assert.equal(service?.image, 'y');
    assert.equal(service.restart, 'always');
    assert.equal(service.volumes?.[0]?.source, join(folder, 'sub/x'));
  });

  it('points at the name that is not there', async () => {
    const { findings } = await loadText('services:\n  a:\n    image: x\n    extends: nobody\n');
    assert.deepEqual(
      findings.map(({ code, range }) => [code, range.start]),
      [['extends-missing-service', { line: 3, character: 13 }]],
    );
  });

  it('points at the file that is not there', async () => {
    const { findings } = await loadText(
      'services:\n  a:\n    image: x\n    extends: { file: no.yaml, service: b }\n',
    );
    assert.deepEqual(
      findings.map(({ code, range }) => [code, range.start]),
      [['extends-missing-file', { line: 3, character: 21 }]],
    );
  });
});
