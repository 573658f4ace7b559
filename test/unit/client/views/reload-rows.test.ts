import assert from 'node:assert/strict';
import type { ReloadOutcome } from '#shared/protocol/reload';
import { reloadId } from '#shared/protocol/ids';
import { reloadRow } from '../../../../client/src/views/looks/reload.ts';
import { TreeState, type RowSpec } from '../../../../client/src/views/tree-state.ts';
import { aReload } from '../items.ts';
import { cpuMsOf } from '../../../support/cpu-time.ts';

const plain = { severalProjects: false, shorten: (path: string) => path.replace('/home/me/', '') };

const rowOf = (special: Parameters<typeof aReload>[0] = {}): RowSpec =>
  reloadRow(aReload(special), plain);

const childrenOf = (row: RowSpec): readonly string[] =>
  (row.children ?? []).map(({ look }) =>
    [look.label, look.description].filter(Boolean).join(' | '),
  );

describe('a row of the timeline', () => {
  it('says what was reloaded, how, of which file, how long it took and when', () => {
    const { look } = rowOf();
    assert.equal(look.label, 'web');
    assert.equal(look.description, 'sync+restart · 412 ms · server.mjs · 14:03:22');
    assert.equal(look.icon, 'pass');
    assert.equal(look.contextValue, 'doneReload;files');
    assert.equal(look.spoken, `reload of web, ${look.description ?? ''}`);
  });

  it('counts several files, and names the project where there are several', () => {
    const several = aReload({ files: ['/a', '/b'], fileCount: 2000 });
    const { look } = reloadRow(several, { ...plain, severalProjects: true });
    assert.equal(look.description, 'shop · sync+restart · 412 ms · 2000 files · 14:03:22');
  });

  it('has an icon for each outcome', () => {
    const running = aReload();
    delete (running as { outcome?: ReloadOutcome }).outcome;
    const looks = [
      reloadRow(running, plain).look,
      rowOf({ outcome: { kind: 'unchanged' } }).look,
      rowOf({ outcome: { kind: 'failed', message: 'no', lines: [] } }).look,
      rowOf({ outcome: { kind: 'cancelled' } }).look,
    ];
    assert.deepEqual(
      looks.map(({ icon, contextValue }) => `${icon} ${contextValue}`),
      [
        'loading~spin runningReload;files',
        'circle-large-outline unchangedReload;files',
        'error failedReload;files',
        'circle-slash cancelledReload;files',
      ],
    );
  });

  it('has below it why, the stages with their times, and the files', () => {
    assert.deepEqual(childrenOf(rowOf()), [
      'web copies ./web/src to /app/src',
      'saved | +0 ms · saved in the editor',
      'noticed | +3 ms',
      'synced | +61 ms · 0.4 kB',
      'healthy | +412 ms',
      'server.mjs | shop/web/src',
    ]);
  });

  it('has a failure first, with the place that a click opens, and what was said last', () => {
    const at = { path: '/home/me/shop/Dockerfile', line: 3 };
    const row = rowOf({
      outcome: { kind: 'failed', message: 'npm ci failed', lines: ['npm error'], at },
    });
    assert.deepEqual(childrenOf(row).slice(0, 2), ['npm ci failed', 'npm error']);
    const [first] = row.children ?? [];
    assert.deepEqual(first?.target, { kind: 'file', ...at });
    assert.equal(first.look.command, 'hyperbox.reloads.openFile');
  });

  it('folds many files into one row, and says how many are not in the list', () => {
    const files = Array.from({ length: 50 }, (_, index) => `/src/${String(index)}.js`);
    const folder = rowOf({ files, fileCount: 2000 }).children?.at(-1);
    assert.equal(folder?.look.label, '2000 files');
    assert.equal(folder.children?.length, 51);
    assert.equal(folder.children.at(-1)?.look.label, '1950 more');
  });

  it('is drawn alone, and at once, when one of a thousand gets an outcome', () => {
    const tree = new TreeState();
    const files = Array.from({ length: 50 }, (_, index) => `/src/${String(index)}.js`);
    const items = Array.from({ length: 1000 }, (_, index) =>
      aReload({ id: reloadId.parse(`r${String(index)}`), files, fileCount: 50 }),
    );
    const draw = () => tree.update(items.map((item) => reloadRow(item, plain)));
    draw();
    const tookMs = [500, 501, 502, 503, 504].map((index) => {
      items[index] = { ...items[index]!, outcome: { kind: 'unchanged' } };
      let change: ReturnType<typeof draw> | undefined;
      const took = cpuMsOf(() => (change = draw()));
      assert.ok(change?.kind === 'rows');
      assert.deepEqual(
        change.rows.map(({ id }) => id),
        [`reload:r${String(index)}`],
      );
      return took;
    });
    assert.ok(Math.min(...tookMs) < 50, `${tookMs.join()} ms`);
  });

  it('is made once of one item', () => {
    const item = aReload();
    const row = reloadRow(item, plain);
    assert.equal(reloadRow(item, plain), row);
    assert.notEqual(reloadRow(item, { ...plain, severalProjects: true }), row);
  });
});
