import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { buildCacheRecord, sharesOf } from '../../../../server/src/engines/docker/build-cache.ts';
import { diskRecord, normalizeDisk } from '../../../../server/src/engines/docker/disk-usage.ts';

const diskOf = (record: unknown) => normalizeDisk(z.parse(diskRecord, record));

describe('Build cache', () => {
  it('is told by kind, the largest first: what no build uses', () => {
    const record = (Type: string, Size: number, more = {}) => ({ Type, Size, ...more });
    const shares = sharesOf(
      z.parse(buildCacheRecord, {
        BuildCache: [
          record('regular', 10),
          record('regular', 20, { InUse: true }),
          record('regular', 30, { Shared: true }),
          record('exec.cachemount', 40),
          ...[record('source.local', 1), record('source.git.checkout', 2)],
          ...[record('internal', 1), record('frontend', 1), record('of tomorrow', 1)],
        ],
      }),
    );
    assert.deepEqual(shares, [
      { kind: 'mounts', count: 1, bytes: 40 },
      { kind: 'steps', count: 2, bytes: 10 },
      { kind: 'sources', count: 2, bytes: 3 },
      { kind: 'other', count: 3, bytes: 3 },
    ]);
  });

  it('is nothing where the engine tells of none', () => {
    assert.deepEqual(sharesOf(z.parse(buildCacheRecord, {})), []);
  });
});

describe('Disk usage', () => {
  it('counts layers once, and frees what only unused images have', () => {
    const { images } = diskOf({
      LayersSize: 1000,
      Images: [
        { Size: 700, SharedSize: 100, Containers: 1 },
        { Size: 400, SharedSize: 100, Containers: 0 },
        // It was not counted.
        { Size: 50, SharedSize: -1, Containers: -1 },
      ],
    });
    assert.deepEqual(images, { count: 3, bytes: 1000, reclaimableBytes: 1000 - 600 });
  });

  it('adds images up where the engine does not say what their layers take', () => {
    const { images } = diskOf({
      LayersSize: 0,
      Images: [
        { Size: 700, SharedSize: 100, Containers: 1 },
        { Size: 400, SharedSize: 100, Containers: 0 },
      ],
    });
    assert.deepEqual(images, { count: 2, bytes: 1000, reclaimableBytes: 400 });
  });

  it('frees containers that do not run, volumes nobody has, cache that no build uses', () => {
    const usage = diskOf({
      Containers: [
        { SizeRw: 5, State: 'running' },
        { SizeRw: 7, State: 'exited' },
        { State: 'created' },
      ],
      Volumes: [
        { UsageData: { Size: 10, RefCount: 1 } },
        { UsageData: { Size: 20, RefCount: 0 } },
        { UsageData: { Size: -1, RefCount: -1 } },
        { UsageData: null },
      ],
      BuildCache: [
        { Size: 3, InUse: true, Shared: false },
        { Size: 4, InUse: false, Shared: false },
        { Size: 100, InUse: false, Shared: true },
      ],
    });
    assert.deepEqual(usage.containers, { count: 3, bytes: 12, reclaimableBytes: 7 });
    assert.deepEqual(usage.volumes, { count: 4, bytes: 30, reclaimableBytes: 20 });
    assert.deepEqual(usage.buildCache, { count: 3, bytes: 7, reclaimableBytes: 4 });
  });

  it('of an empty engine is nothing', () => {
    const none = { count: 0, bytes: 0, reclaimableBytes: 0 };
    assert.deepEqual(diskOf({ Images: null, Containers: null, Volumes: null, BuildCache: null }), {
      images: none,
      containers: none,
      volumes: none,
      buildCache: none,
    });
  });
});
