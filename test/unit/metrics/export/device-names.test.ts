import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  readDeviceNames,
  withDeviceNames,
} from '../../../../server/src/metrics/export/device-names.ts';
import { aReading } from './a-reading.ts';

describe('the names of block devices', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-sys-'));
    await mkdir(join(folder, 'dev/block'), { recursive: true });
    await symlink('../../devices/pci0/block/sda', join(folder, 'dev/block/8:0'));
    await symlink('../../devices/pci0/block/cciss!c0d0', join(folder, 'dev/block/104:0'));
  });
  after(() => rm(folder, { recursive: true }));

  it('are what the kernel calls them', async () => {
    assert.deepEqual([...(await readDeviceNames(folder))].sort(), [
      ['104:0', '/dev/cciss/c0d0'],
      ['8:0', '/dev/sda'],
    ]);
  });

  it('are found in either order of the numbers; where nothing tells them, numbers stay', async () => {
    const { totals } = aReading();
    const used = { readBytes: 1, writtenBytes: 2 };
    const devices = ['8:0', '9:9', '0:104'].map((device) => ({ device, ...used }));
    const reading = aReading({ totals: { ...totals, devices } });
    const none = await readDeviceNames(join(folder, 'missing'));
    assert.deepEqual(withDeviceNames(reading, none), reading);
    const named = withDeviceNames(reading, await readDeviceNames(folder));
    assert.deepEqual(
      named.totals.devices?.map(({ device }) => device),
      ['/dev/sda', '9:9', '/dev/cciss/c0d0'],
    );
  });
});
