import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ReloadRule } from '../../../../server/src/reload/rules/rule.ts';
import { isInside } from '../../../../server/src/reload/rules/paths.ts';
import { isSameInImage } from '../../../../server/src/reload/reconcile/compare.ts';
import { scanFiles, type Scan } from '../../../../server/src/reload/reconcile/scan.ts';
import type { Stamps } from '../../../../server/src/reload/reconcile/stamps.ts';

describe('looking at the files of rules', () => {
  let folder: string;
  let stamps: Stamps;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hyperbox-scan-'));
    stamps = new Map();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, content: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  const rule = (path: string, more: Partial<ReloadRule> = {}): ReloadRule => ({
    ...{ service: 'web', action: 'sync', target: '/app', initialSync: false },
    ...{ origin: 'build', why: '', except: [], path: join(folder, path) },
    covers: (file) => isInside(file, join(folder, path)),
    mayCoverIn: (below) => isInside(below, join(folder, path)),
    ...more,
  });
  const scan = (rules: readonly ReloadRule[], nowMs = Date.now() + 60_000): Promise<Scan> =>
    scanFiles(rules, { stamps, nowMs, signal: AbortSignal.timeout(20_000) });
  const names = ({ files }: Scan): readonly string[] =>
    [...files.keys()].map((path) => path.slice(folder.length + 1)).sort();

  it('finds files, links and single files, not folders, and none twice', async () => {
    write('src/a', 'a');
    write('src/deep/b', 'b');
    write('other', 'o');
    symlinkSync('deep', join(folder, 'src/link'));
    const found = await scan([
      rule('src'),
      rule('src/deep', { target: '/deep' }),
      rule('other', { target: '/etc/other' }),
      rule('nothing/there'),
    ]);
    assert.deepEqual(names(found), ['other', 'src/a', 'src/deep/b', 'src/link']);
    const targets = [...found.files.values()].flatMap((file) => file.targets).sort();
    assert.deepEqual(targets, ['/app/a', '/app/deep/b', '/app/link', '/deep/b', '/etc/other']);
    assert.equal(found.copiedBytes, 7);
  });

  it('reads a file again when anything about it is another, be it put back to the same time', async () => {
    write('src/a', 'one');
    utimesSync(join(folder, 'src/a'), 1000, 1000);
    const before = (await scan([rule('src')])).files.get(join(folder, 'src/a'));
    write('src/a', 'two');
    utimesSync(join(folder, 'src/a'), 1000, 1000);
    const after = (await scan([rule('src')])).files.get(join(folder, 'src/a'));
    assert.notEqual(after?.fingerprint, before?.fingerprint);
  });

  it('does not trust the times of a file that was just written', async () => {
    write('src/a', 'one');
    await scan([rule('src')], Date.now());
    assert.equal(stamps.size, 0);
    await scan([rule('src')]);
    assert.equal(stamps.size, 1);
  });

  it('has the first rule decide, also one that wants nothing done', async () => {
    write('src/a', 'a');
    write('src/lock', 'l');
    const rebuild = rule('src/lock', { action: 'rebuild', origin: 'build' });
    const { target, ...lock } = rebuild;
    const found = await scan([lock, rule('src')]);
    assert.equal(target, '/app');
    const of = (name: string): unknown => {
      const file = found.files.get(join(folder, name));
      return [file?.targets, file?.acts.map(({ action }) => action)];
    };
    assert.deepEqual(of('src/lock'), [[], ['rebuild']]);
    assert.deepEqual(of('src/a'), [['/app/a'], []]);
    assert.deepEqual(names(await scan([rule('src', { action: 'none' })])), []);
  });
});

describe('what an image brought along', () => {
  for (const [inImage, onHost, same] of [
    ['644 aa', '644 aa', true],
    ['644 aa', '644 bb', false],
    [undefined, '644 aa', false],
    ['755 aa', '644 aa', true],
    ['644 aa', '755 aa', false],
    ['600 aa', '644 aa', true],
    ['-> a', '-> a', true],
    ['-> a', '-> b', false],
    ['-> a', '644 aa', false],
  ] as const) {
    it(`${String(inImage)} is ${same ? '' : 'not '}the host's ${onHost}`, () => {
      assert.equal(isSameInImage(inImage, onHost), same);
    });
  }
});
