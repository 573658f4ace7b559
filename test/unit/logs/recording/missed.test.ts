import assert from 'node:assert/strict';
import { containerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import { missedMarkers, type KnownStand } from '../../../../server/src/logs/recording/missed.ts';
import type { LogOrigin } from '../../../../server/src/logs/ring/contract.ts';
import { aContainer } from '../../client/items.ts';

const item = (changes: Partial<ContainerItem>): ContainerItem =>
  aContainer({ id: containerId.parse('1'), name: 'web', startedAtMs: 50_000, ...changes });

const standAt = (
  newestMs: number | undefined,
  markers: readonly (readonly [number, string])[],
): KnownStand => ({ newestMs, markers: markers.map(([timeMs, text]) => ({ timeMs, text })) });

const texts = (
  of: ContainerItem,
  stand: KnownStand = { markers: [] },
  origins: readonly LogOrigin[] = [],
): readonly string[] =>
  missedMarkers(of, { stand, ring: { origins }, beside: [of] }).map(({ text }) => text);

describe('what happened while nobody recorded', () => {
  const ended = item({ status: 'exited', finishedAtMs: 60_000, exitCode: 3 });
  const own: readonly LogOrigin[] = [{ source: 'web', containerId: '1' }];

  it('is the end of one that is met for the first time', () => {
    assert.deepEqual(texts(item({}), undefined), []);
    assert.deepEqual(texts(ended, undefined), ['web exited with code 3']);
  });

  it('is told once', () => {
    const told = standAt(55_000, [
      [50_001, 'web started'],
      [60_010, 'web exited with code 3'],
    ]);
    assert.deepEqual(texts(ended, told, own), []);
  });

  it('is how the last run ended, and that it runs again', () => {
    const again = item({ startedAtMs: 70_000, finishedAtMs: 60_000 });
    assert.deepEqual(texts(again, standAt(55_000, [[50_001, 'web started']]), own), [
      'web exited',
      'web started',
    ]);
  });

  it('is told of one that has printed nothing', () => {
    const again = item({ startedAtMs: 70_000, finishedAtMs: 60_000 });
    const silent = standAt(undefined, [[50_001, 'web started']]);
    assert.deepEqual(texts(again, silent, own), ['web exited', 'web started']);
    assert.deepEqual(texts(item({}), silent, own), []);
  });

  it('is that one took the place of another', () => {
    const before: readonly LogOrigin[] = [{ source: 'web', containerId: '0' }];
    assert.deepEqual(texts(item({}), undefined, before), ['web recreated']);
  });
});
