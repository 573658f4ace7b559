import assert from 'node:assert/strict';
import type { HostPressure, MetricsAdvice, Pressure } from '#shared/protocol/metrics';
import { toDisposable } from '../../../server/src/base/disposable.ts';
import { PressureWatch } from '../../../server/src/metrics/usage/pressure-watch.ts';
import { defer } from '../../support/defer.ts';

const pressureOf = (some: number): Pressure => {
  const reading = {
    some,
    trend: 'stable' as const,
    level:
      some >= 50 ? ('critical' as const) : some >= 20 ? ('warning' as const) : ('normal' as const),
  };
  const calm = { some: 0, trend: 'stable' as const, level: 'normal' as const };
  return { kind: 'available', timeMs: 0, readings: { cpu: calm, memory: reading, io: calm } };
};

const advice: MetricsAdvice = {
  key: 'growth',
  severity: 'warning',
  message: 'api grew 400 MiB in 5 minutes.',
  remedy: 'Raise its limit, or pause it.',
};

/** A machine whose pressure a test sets. */
const watchMachine = () => {
  const state = { some: 0, readers: 0 };
  const changes: HostPressure[] = [];
  let heard = defer<HostPressure>();
  const watch = new PressureWatch({
    everyMs: 1,
    read: () => Promise.resolve(pressureOf(state.some)),
    advise: (onAdvice) => {
      state.readers += 1;
      onAdvice([advice]);
      return Promise.resolve(
        toDisposable(() => {
          state.readers -= 1;
        }),
      );
    },
    onChange: (host) => {
      changes.push(host);
      heard.resolve(host);
    },
  });
  const next = async (matches: (host: HostPressure) => boolean): Promise<HostPressure> => {
    for (;;) {
      const host = await heard.promise;
      heard = defer();
      if (matches(host)) return host;
    }
  };
  return { state, changes, watch, next, readers: () => state.readers };
};

describe('the watch for pressure', () => {
  it('says nothing of a machine that fares well, and reads no container', async () => {
    const { state, changes, watch, readers } = watchMachine();
    assert.deepEqual(await watch.now(), { pressure: pressureOf(0), advice: [] });
    for (const some of [1, 5, 19]) {
      state.some = some;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    watch.dispose();
    assert.deepEqual(changes, []);
    assert.equal(readers(), 0);
  });

  it('says with advice that there is pressure, and when it is over', async () => {
    const { state, watch, next, readers } = watchMachine();
    await watch.now();
    state.some = 30;
    const pressed = await next(({ advice: given }) => given.length > 0);
    assert.deepEqual(pressed, { pressure: pressureOf(30), advice: [advice] });
    assert.equal(readers(), 1);
    state.some = 60;
    await next(({ pressure }) => JSON.stringify(pressure).includes('critical'));
    state.some = 0;
    const calm = await next(({ pressure }) => !JSON.stringify(pressure).includes('critical'));
    assert.deepEqual(calm.advice, []);
    // Containers are read for a little longer: pressure comes and goes.
    while (readers() > 0) await new Promise(setImmediate);
    watch.dispose();
  });

  it('lets go of everything when nobody looks', async () => {
    const { state, watch, readers } = watchMachine();
    state.some = 70;
    assert.deepEqual((await watch.now()).advice, [advice]);
    assert.equal(readers(), 1);
    watch.dispose();
    while (readers() > 0) await new Promise(setImmediate);
  });
});
