import assert from 'node:assert/strict';
import type { HostPressure, PressureReading } from '#shared/protocol/metrics';
import { pressureLook } from '../../../../client/src/metrics/pressure-look.ts';

const calm: PressureReading = { some: 3, trend: 'stable', level: 'normal' };

const host = (
  readings: Partial<Record<'cpu' | 'memory' | 'io', PressureReading>>,
  advice: HostPressure['advice'] = [],
): HostPressure => ({
  pressure: {
    kind: 'available',
    timeMs: 0,
    readings: { cpu: calm, memory: calm, io: calm, ...readings },
  },
  advice,
});

describe('the pressure in the status bar', () => {
  it('is not there while there is none, or where nobody knows', () => {
    assert.equal(pressureLook(host({})), undefined);
    assert.equal(
      pressureLook({ pressure: { kind: 'unavailable', reason: 'no kernel' }, advice: [] }),
      undefined,
    );
  });

  it('is the worst of them, with the others and what to do in its tooltip', () => {
    const look = pressureLook(
      host(
        {
          cpu: { some: 23.4, trend: 'improving', level: 'warning' },
          memory: { some: 61.2, trend: 'degrading', level: 'critical' },
        },
        [
          {
            key: 'growth',
            severity: 'critical',
            message: 'api grew 400 MiB in 5 minutes.',
            remedy: 'Raise its limit, or pause it.',
          },
        ],
      ),
    );
    assert.equal(look?.text, '$(dashboard) Memory pressure 61 %');
    assert.deepEqual(look.tooltip.split('\n').slice(1), [
      'Memory: tasks wait for it 61 % of the time, more and more.',
      'CPU: tasks wait for it 23 % of the time, less and less.',
      'api grew 400 MiB in 5 minutes. Raise its limit, or pause it.',
      'Click for the metrics of all containers.',
    ]);
    assert.equal(look.fails, true);
  });

  it('is a warning below half of the time', () => {
    const look = pressureLook(host({ io: { some: 20, trend: 'stable', level: 'warning' } }));
    assert.equal(look?.text, '$(dashboard) I/O pressure 20 %');
    assert.deepEqual([look.warns, look.fails], [true, false]);
  });
});
