import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalog } from '../../../../../server/src/compose/catalog/index.ts';
import { fixers } from '../../../../../server/src/compose/language/fixes/index.ts';

const meaning = 'only its author knows what was meant';
const elsewhere = 'what is wrong stands in a file that is no compose file';
const around = 'nothing is wrong with the text: something around it has to change';

/** Findings that nothing in the editor can mend for certain, nor in one of a few ways. */
const withoutFix: Readonly<Record<string, string>> = {
  'bind-source': meaning,
  'byte-size': meaning,
  command: meaning,
  'container-differs': around,
  'copy-source-ignored': elsewhere,
  'copy-source-outside': elsewhere,
  'devcontainer-compose-file-missing': elsewhere,
  'devcontainer-context-missing': elsewhere,
  'devcontainer-dockerfile-missing': elsewhere,
  'devcontainer-folder-not-mounted': elsewhere,
  'devcontainer-service-unknown': elsewhere,
  'devcontainer-target-unknown': elsewhere,
  'device-syntax': meaning,
  'dns-address': meaning,
  'duplicate-variable': elsewhere,
  'env-file-syntax': elsewhere,
  'extends-no-services': elsewhere,
  'extra-hosts': meaning,
  'file-ambiguous': around,
  'file-mode': meaning,
  'file-too-large': meaning,
  'include-conflict': meaning,
  'include-limit': meaning,
  'invalid-value': meaning,
  'override-type': meaning,
  'top-level-mapping': meaning,
  'unknown-profile': elsewhere,
  'unknown-tag': meaning,
  'unused-variable': elsewhere,
  'volume-syntax': meaning,
  'yaml-tag': meaning,
};

describe('quick fixes', () => {
  it('are there for every finding, or there is a reason why not', () => {
    const reasons = Object.keys(withoutFix);
    const codes = Object.keys(fixers);
    assert.deepEqual(
      [...catalog.keys()].filter((code) => !codes.includes(code) && !reasons.includes(code)),
      [],
      'these have neither',
    );
    assert.deepEqual(
      reasons.filter((code) => codes.includes(code) || !catalog.has(code)),
      [],
      'these need no reason',
    );
  });
  it('are each applied by a test', async () => {
    const folder = join(import.meta.dirname, '../../../..');
    const files = (await readdir(folder, { recursive: true })).filter((file) =>
      /^(protocol|engine[\\/]language|unit[\\/]compose[\\/]language)[\\/].*\.ts$/.test(file),
    );
    const tests = await Promise.all(
      files
        .filter((file) => !file.endsWith('every-code.test.ts'))
        .map((file) => readFile(join(folder, file), 'utf8')),
    );
    const all = tests.join('\n');
    assert.deepEqual(
      Object.keys(fixers).filter((code) => !all.includes(`'${code}'`)),
      [],
    );
  });
});
