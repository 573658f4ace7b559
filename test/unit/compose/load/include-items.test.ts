import assert from 'node:assert/strict';
import { assertDrawing } from '../draw.ts';
import { loadFiles, loadText } from '../load-text.ts';

describe('items of include', () => {
  it('are paths or mappings of paths', () =>
    assertDrawing(`
include:
  - 5
    ^ include-item
  - [a.yaml]
    ^^^^^^^^ include-item
  - path: 5
    ^^^^ include-item
  - path: [~]
    ^^^^ include-item
  - env_file: { a: b }
    ^^^^^^^^ include-item
  - project_directory: [a]
    ^^^^^^^^^^^^^^^^^ include-item
services:
  a:
    image: x
`));

  it('may say nothing', async () => {
    const { findings } = await loadText(
      'include: [~, {}, {path: []}, {path: ~}, 2020-01-01]\nservices: {a: {image: x}}\n',
    );
    assert.deepEqual(findings, []);
  });
});

describe('services of an override', () => {
  it('are a mapping, also where another file has some', async () => {
    const { findings } = await loadFiles({
      files: { 'compose.yaml': 'services: {a: {image: x}}\n', 'over.yaml': 'services: ~\n' },
      request: { files: ['compose.yaml', 'over.yaml'] },
    });
    assert.deepEqual(
      findings.map(({ message, range }) => [message, range.path.split('/').at(-1)]),
      [['services must be a mapping', 'over.yaml']],
    );
  });
});
