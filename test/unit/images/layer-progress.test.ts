import assert from 'node:assert/strict';
import type { ProgressReport } from '../../../server/src/base/progress.ts';
import { reportLayers } from '../../../server/src/images/layer-progress.ts';

describe('progress of a pull', () => {
  it('is a step for the image, one below it for each layer, and the share of the bytes', () => {
    const reports: ProgressReport[] = [];
    const pull = reportLayers('redis:7', 'Pulling', (report) => reports.push(report));
    pull.layer({ id: 'aa', status: 'Pulling fs layer' });
    pull.layer({ id: 'aa', status: 'Downloading', currentBytes: 25, totalBytes: 100 });
    pull.layer({ id: 'bb', status: 'Downloading', currentBytes: 75, totalBytes: 100 });
    pull.layer({ id: 'aa', status: 'Extracting', currentBytes: 1, totalBytes: 100 });
    pull.layer({ id: 'aa', status: 'Pull complete' });
    pull.done();
    assert.deepEqual(
      reports.map(({ fraction }) => fraction),
      [undefined, undefined, 0.25, 0.5, 0.5, 0.875, 1],
    );
    assert.ok(reports.every(({ message }) => message === 'Pulling redis:7'));
    assert.deepEqual(
      reports.flatMap(({ steps = [] }) => steps.map(({ id, state }) => `${id} ${state}`)),
      [
        'redis:7 running',
        'redis:7#aa waiting',
        'redis:7#aa running',
        'redis:7#bb running',
        'redis:7#aa running',
        'redis:7#aa done',
        'redis:7 done',
      ],
    );
  });
});
