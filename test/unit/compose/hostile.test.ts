import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCompose } from '../../../server/src/compose/load.ts';
import type { LoadResult } from '../../../server/src/compose/load-contract.ts';
import { loadFiles, loadText } from './load-text.ts';
import { cpuMsOfAsync } from '../../support/cpu-time.ts';

const codes = ({ findings }: LoadResult): readonly string[] => findings.map(({ code }) => code);

const within = async (
  milliseconds: number,
  work: () => Promise<LoadResult>,
): Promise<LoadResult> => {
  let result: LoadResult | undefined;
  const took = await cpuMsOfAsync(async () => (result = await work()));
  assert(took < milliseconds, `took ${took.toFixed(0)} ms`);
  return result!;
};

/** Aliases to aliases: few lines, millions of values. */
const bomb = (): string => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let index = 1; index < 10; index += 1) {
    const items = Array.from({ length: 9 }, () => `*a${index - 1}`).join(', ');
    lines.push(`a${index}: &a${index} [${items}]`);
  }
  return lines.map((line) => `x-${line}\n`).join('');
};

describe('hostile and broken compose files', () => {
  const cases: readonly (readonly [name: string, text: string, code: string])[] = [
    ['an empty file', '', 'file-empty'],
    ['only a comment', '# nothing\n', 'file-empty'],
    ['an empty document', '---\n', 'top-level-mapping'],
    ['a list', '- a\n- b\n', 'top-level-mapping'],
    ['text', 'hello world', 'top-level-mapping'],
    ['tabs', 'services:\n\tweb:\n', 'yaml-syntax'],
    ['an open bracket', 'services: [\n', 'yaml-syntax'],
    ['binary data', 'a\0b', 'yaml-syntax'],
    ['duplicate keys', 'services:\n  a: { image: x }\n  a: { image: y }\n', 'yaml-duplicate-key'],
    ['an unknown anchor', 'services: *nothing\n', 'yaml-alias'],
    ['an alias to itself', 'x-a: &a [*a]\nservices: {}\n', 'yaml-alias'],
    ['a scalar as merge', 'services: { a: { <<: 5, image: x } }\n', 'yaml-merge'],
    ['an alias bomb', bomb(), 'yaml-alias'],
    ['thousands of levels', `x-a: ${'['.repeat(20_000)}`, 'yaml-syntax'],
    ['hundreds of closed levels', `x-a: ${'['.repeat(900)}${']'.repeat(900)}\n`, 'yaml-syntax'],
    [
      'endless defaults',
      `x-a: "${'${A:-'.repeat(1500)}${'}'.repeat(1500)}"\n`,
      'interpolation-syntax',
    ],
    [
      '10 MB of services',
      `services:\n${Array.from({ length: 250_000 }, (_, index) => `  s${index}:\n    image: some/image:tag\n`).join('')}`,
      'file-too-large',
    ],
    [
      'a key of 100 kB where a known one is expected',
      `services:\n  app:\n    image: x\n    ${'a'.repeat(100_000)}: 1\n`,
      'schema-unknown-key',
    ],
    ['10 MB in one line', `x-a: "${'a'.repeat(10_000_000)}"\n`, 'file-too-large'],
  ];
  for (const [name, text, code] of cases) {
    it(`answers ${name} with "${code}" within a second`, async () => {
      const result = await within(1000, () => loadText(text));
      assert(codes(result).includes(code), codes(result).slice(0, 5).join());
    });
  }

  it('says only the syntax of a file whose syntax is broken', async () => {
    assert.deepEqual(codes(await loadText('services:\n  a:\n    imagee: [\n')), ['yaml-syntax']);
  });

  it('reads a byte order mark, CRLF and several documents', async () => {
    const { model, findings } = await loadText(
      '\uFEFFservices:\r\n  a:\r\n    image: x\r\n---\r\nservices:\r\n  a:\r\n    restart: always\r\n',
    );
    assert.deepEqual(findings, []);
    assert.deepEqual([model?.services['a']?.image, model?.services['a']?.restart], ['x', 'always']);
  });

  it('keeps keys that mean something to JavaScript', async () => {
    const { model } = await loadText(
      'services:\n  constructor:\n    image: x\n    environment: { __proto__: a, toString: b }\n',
    );
    const environment = model?.services['constructor']?.environment ?? {};
    assert.deepEqual(Object.entries(environment).sort(), [
      ['__proto__', 'a'],
      ['toString', 'b'],
    ]);
  });

  it('lives with a service that is named as a prototype', async () => {
    const { model } = await loadText('services:\n  __proto__:\n    image: x\n  a:\n    image: y\n');
    assert.equal(model?.services['a']?.image, 'y');
  });

  it('draws circles of include and extends', async () => {
    const include = await loadFiles({
      files: { 'compose.yaml': 'include: [b.yaml]\n', 'b.yaml': 'include: [compose.yaml]\n' },
    });
    assert(codes(include).includes('include-cycle'));
    const extend = await loadText('services:\n  a: { extends: b }\n  b: { extends: a }\n');
    assert(codes(extend).includes('extends-cycle'));
  });

  it('sees a file that lays itself over another that it includes', async () => {
    const list = `[${Array.from({ length: 1000 }, (_, index) => `"a${index}"`).join()}]`;
    const result = await within(1000, () =>
      loadFiles({
        files: {
          'compose.yaml': `include: [{ path: [b.yaml, compose.yaml] }]\nx-a: ${list}\nservices: { a: { image: x, build: { context: ., entitlements: ${list} } } }\n`,
          'b.yaml': 'services: { b: { image: x } }\n',
        },
      }),
    );
    assert(codes(result).includes('include-cycle'));
  });

  it('stops where includes go too deep', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [
        index === 0 ? 'compose.yaml' : `f${index}.yaml`,
        `include: [f${index + 1}.yaml]\nservices: { s${index}: { image: x } }\n`,
      ]),
    );
    const result = await within(1000, () => loadFiles({ files }));
    assert(codes(result).includes('include-limit'));
  });

  it('stops where includes multiply', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        index === 0 ? 'compose.yaml' : `f${index}.yaml`,
        `include: [f${index + 1}.yaml, f${index + 1}.yaml, f${index + 1}.yaml]\n`,
      ]),
    );
    const result = await within(3000, () =>
      loadFiles({ files: { ...files, 'f12.yaml': 'services: {}\n' } }),
    );
    assert(codes(result).includes('include-limit'));
  });

  describe('on disk', () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'hyperbox-hostile-'));
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    const load = (): Promise<LoadResult> =>
      loadCompose({ directory: folder, files: ['compose.yaml'], environment: {} });

    it('answers a folder in place of the file', async () => {
      await mkdir(join(folder, 'compose.yaml'));
      assert(codes(await load()).includes('file-missing'));
    });

    it('answers a folder in place of an env file, where it is named', async () => {
      await mkdir(join(folder, 'env'));
      await writeFile(
        join(folder, 'compose.yaml'),
        'services:\n  a:\n    image: x\n    env_file: env\n',
      );
      const { findings } = await load();
      assert.deepEqual(
        findings.map(({ code, range }) => [code, range.start.line]),
        [['env-file-missing', 3]],
      );
    });

    it('reads UTF-16', async () => {
      const text = Buffer.from('\uFEFFservices:\n  a:\n    image: ü\n', 'utf16le');
      await writeFile(join(folder, 'compose.yaml'), text);
      assert.equal((await load()).model?.services['a']?.image, 'ü');
    });

    it('points into an env file that is wrong', async () => {
      await writeFile(join(folder, 'compose.yaml'), 'services:\n  a:\n    image: x\n');
      await writeFile(join(folder, '.env'), 'A=1\nB="open\n');
      const { findings } = await load();
      assert.deepEqual(
        findings.map(({ code, range }) => [code, range.path, range.start.line]),
        [['env-file-syntax', join(folder, '.env'), 1]],
      );
    });
  });
});
