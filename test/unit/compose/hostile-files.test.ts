import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadCompose } from '../../../server/src/compose/load.ts';
import type { LoadResult } from '../../../server/src/compose/load-contract.ts';
import { cpuMsOfAsync } from '../../support/cpu-time.ts';

const limitMs = 1000;
const limitBytes = 64 * 1024 * 1024;

const service = (more = ''): string => `services:\n  a:\n    image: x\n${more}`;

describe('files that are no text, or no files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-hostile-files-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Each finding as `code line:column`, counted from 1, of a load that is quick and small. */
  const load = async (): Promise<{
    readonly result: LoadResult;
    readonly found: readonly string[];
  }> => {
    const before = process.memoryUsage.rss();
    const loading = { directory: folder, files: ['compose.yaml'], environment: {} };
    let loaded: LoadResult | undefined;
    const took = await cpuMsOfAsync(async () => (loaded = await loadCompose(loading)));
    const result = loaded!;
    assert(took < limitMs, `took ${took.toFixed(0)} ms`);
    const grown = process.memoryUsage.rss() - before;
    assert(grown < limitBytes, `took ${(grown / 1e6).toFixed(0)} MB`);
    const found = result.findings.map(
      ({ code, range: { start: at } }) => `${code} ${at.line + 1}:${at.character + 1}`,
    );
    return { result, found };
  };

  const write = (name: string, data: string | Uint8Array): Promise<void> =>
    writeFile(join(folder, name), data);

  const makePipe = async (name: string): Promise<void> => {
    await promisify(execFile)('mkfifo', [join(folder, name)]);
  };

  /** No byte of it is written: the file system keeps it as a hole. */
  const makeHuge = async (name: string, bytes: number): Promise<void> => {
    const file = await open(join(folder, name), 'w');
    await file.truncate(bytes);
    await file.close();
  };

  it('does not read 50 MB', async () => {
    await makeHuge('compose.yaml', 50 * 1024 * 1024);
    const { found, result } = await load();
    assert.deepEqual(found, ['file-missing 1:1']);
    assert.match(result.findings[0]?.message ?? '', /too large: 50 MiB, of at most 32 MiB/);
  });

  it('does not read an env file of 1 GB', async () => {
    await makeHuge('big.env', 1024 ** 3);
    await write('compose.yaml', service('    env_file: big.env\n'));
    assert.deepEqual((await load()).found, ['env-file-missing 4:15']);
  });

  it('does not wait for a pipe', async function () {
    if (process.platform === 'win32') this.skip();
    await makePipe('compose.yaml');
    assert.deepEqual((await load()).found, ['file-missing 1:1']);
  });

  it('does not wait for a pipe that is an env file', async function () {
    if (process.platform === 'win32') this.skip();
    await makePipe('v.env');
    await write('compose.yaml', service('    env_file: v.env\n'));
    assert.deepEqual((await load()).found, ['env-file-missing 4:15']);
  });

  it('does not read a device that never ends', async function () {
    if (process.platform === 'win32') this.skip();
    await symlink('/dev/zero', join(folder, 'v.env'));
    await write('compose.yaml', service('    env_file: v.env\n'));
    assert.deepEqual((await load()).found, ['env-file-missing 4:15']);
  });

  it('reads /dev/null as an empty env file', async function () {
    if (process.platform === 'win32') this.skip();
    await write('compose.yaml', service('    env_file: /dev/null\n'));
    assert.deepEqual((await load()).found, []);
  });

  it('follows a circle of links once', async function () {
    if (process.platform === 'win32') this.skip();
    await symlink('b', join(folder, 'a'));
    await symlink('a', join(folder, 'b'));
    await write('compose.yaml', `include: [a]\n${service('    env_file: b\n')}`);
    const { found, result } = await load();
    assert.deepEqual(found, ['file-missing 1:11', 'env-file-missing 5:15']);
    assert.match(result.findings[0]?.message ?? '', /too many levels of symbolic links/);
  });

  it('says that a file may not be read', async function () {
    if (process.platform === 'win32') this.skip();
    if (process.getuid?.() === 0) {
      console.log('      Root may read everything: unreadable files are not tested.');
      this.skip();
    }
    await write('v.env', 'A=1\n');
    await chmod(join(folder, 'v.env'), 0);
    await write('compose.yaml', service('    env_file: v.env\n'));
    const { found, result } = await load();
    assert.deepEqual(found, ['env-file-missing 4:15']);
    assert.match(result.findings[0]?.message ?? '', /permission denied/);
  });

  it('points at the first byte that is no UTF-8', async () => {
    await write('compose.yaml', Buffer.from(service('    hostname: a\xffb\n'), 'latin1'));
    assert.deepEqual((await load()).found, ['yaml-syntax 4:16']);
  });

  it('points at a control character', async () => {
    await write('compose.yaml', service('    hostname: "a\u0007"\n'));
    assert.deepEqual((await load()).found, ['yaml-syntax 4:17']);
  });

  it('takes the signs that a file may hold', async () => {
    await write('compose.yaml', service('    hostname: "\u0085\u00A0\uFFFD🐳"\n'));
    assert.deepEqual((await load()).found, []);
  });

  it('points at a tab, an unknown key and a missing env file among Windows line ends', async () => {
    await write(
      'compose.yaml',
      service('    imagee: y\n    env_file: no\n').replaceAll('\n', '\r\n'),
    );
    assert.deepEqual((await load()).found, ['schema-unknown-key 4:5', 'env-file-missing 5:15']);
    await write('compose.yaml', 'services:\r\n\ta:\r\n');
    assert.match((await load()).found[0] ?? '', /^yaml-syntax 2:1/);
  });
});
