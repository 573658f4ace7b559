import assert from 'node:assert/strict';
import { Adviser } from '../../../../server/src/metrics/advice/adviser.ts';
import { idOf } from '../readings.ts';
import { advised, container, drawn, input, mebibyte, minuteMs, pressureOf } from './series.ts';

describe('Advice', () => {
  it('is none for what goes well', () => {
    const calm = container(
      drawn(600, (second) => ({ memoryBytes: (100 + (second % 7)) * mebibyte, cpuCores: 0.3 })),
      { facts: { restarts: 0, memoryLimitBytes: 512 * mebibyte } },
    );
    assert.deepEqual(advised([calm], { pressure: pressureOf(5, 10) }), []);
  });

  it('under memory pressure names who grew, by how much and in what time', () => {
    const grows = drawn(600, (second) => ({
      memoryBytes: (second < 300 ? 100 : 100 + ((second - 300) * 400) / 295) * mebibyte,
    }));
    const still = drawn(600, () => ({ memoryBytes: 2000 * mebibyte }));
    const db = container(still, { containerId: idOf('db'), label: 'db' });
    const [advice] = advised([container(grows), db], { pressure: pressureOf(55) });
    assert.equal(advice?.key, 'pressure memory');
    assert.equal(advice.severity, 'critical');
    assert.match(advice.message, /api grew 39\d MiB in 5 minutes/);
    assert.match(advice.remedy, /deploy\.resources\.limits\.memory/);
    assert.equal(advice.containerId, 'api');
    const [calm] = advised([db], { pressure: pressureOf(25) });
    assert.match(calm?.message ?? '', /db has the most: 2 GiB/);
    assert.equal(calm?.severity, 'warning');
  });

  it('under CPU pressure names who uses most', () => {
    const busy = container(drawn(60, () => ({ cpuCores: 3.2 })));
    const [advice] = advised([busy], { pressure: pressureOf(0, 30) });
    assert.match(advice?.message ?? '', /api uses 3\.2 of 4 \(80 %\)/);
    const idle = container(drawn(60, () => ({ cpuCores: 0.01 })));
    const [other] = advised([idle], { pressure: pressureOf(0, 30) });
    assert.match(other?.remedy ?? '', /what else runs/);
    assert.equal(other?.containerId, undefined);
  });

  it('says so where all processors are busy and pressure is not known', () => {
    const pressure = { kind: 'unavailable', reason: 'The engine runs elsewhere.' } as const;
    const busy = (cores: number) => container(drawn(60, () => ({ cpuCores: cores })));
    assert.match(advised([busy(3.8)], { pressure })[0]?.message ?? '', /95 % of all processors/);
    assert.deepEqual(advised([busy(3)], { pressure }), []);
  });

  it('warns of a limit that is nearly reached', () => {
    const facts = { restarts: 0, memoryLimitBytes: 512 * mebibyte };
    const at = (mebibytes: number) =>
      advised([
        container(
          drawn(60, () => ({ memoryBytes: mebibytes * mebibyte })),
          { facts },
        ),
      ]);
    assert.deepEqual(at(450), []);
    assert.match(at(465)[0]?.message ?? '', /api uses 465 MiB of the 512 MiB .* \(91 %\)/);
    assert.equal(at(465)[0]?.severity, 'warning');
    assert.equal(at(500)[0]?.severity, 'critical');
  });

  it('says which CPU limit to raise', () => {
    const facts = { restarts: 0, cpuLimitCores: 0.5 };
    const held = (share: number, seconds = 60) =>
      advised([
        container(
          drawn(seconds, () => ({ cpuThrottled: share })),
          { facts },
        ),
      ]);
    assert.match(held(0.7)[0]?.message ?? '', /api was held back .* 70 % of the last minute/);
    assert.match(held(0.7)[0]?.remedy ?? '', /deploy\.resources\.limits\.cpus, which is 0\.5 now/);
    assert.deepEqual(held(0.4), []);
    assert.deepEqual(held(1, 20), []);
  });

  it('tells a loop of restarts, which is three ends in five minutes that nobody asked for', () => {
    const crash = (minute: number) => ({ label: 'api', timeMs: minute * minuteMs });
    const at = (...minutes: number[]) =>
      advised([], { nowMs: 10 * minuteMs, crashes: minutes.map(crash) });
    assert.match(at(6, 7, 8)[0]?.message ?? '', /api ended 3 times in 5 minutes/);
    assert.deepEqual(at(1, 7, 8), []);
  });

  it('does not come and go with every reading, nor change its words', () => {
    const adviser = new Adviser();
    const facts = { restarts: 0, memoryLimitBytes: 100 * mebibyte };
    const say = (nowMs: number, mebibytes: number) => {
      const samples = drawn(60, () => ({ memoryBytes: mebibytes * mebibyte })).map((sample) => ({
        ...sample,
        timeMs: nowMs - 60_000 + sample.timeMs,
      }));
      return adviser.advise(
        input(
          [container(samples)].map((one) => ({ ...one, facts })),
          { nowMs },
        ),
      );
    };
    assert.deepEqual(say(100_000, 88), []);
    const [first] = say(105_000, 91);
    assert.match(first?.message ?? '', /91 %/);
    assert.equal(say(110_000, 88)[0]?.message, first?.message);
    assert.equal(say(115_000, 92)[0]?.message, first?.message);
    assert.match(say(140_000, 92)[0]?.message ?? '', /92 %/);
    assert.equal(say(145_000, 50).length, 1);
    assert.deepEqual(say(160_000, 50), []);
  });

  it('of a container that is gone is gone', () => {
    const adviser = new Adviser();
    const facts = { restarts: 0, memoryLimitBytes: 100 * mebibyte };
    const full = container(
      drawn(60, () => ({ memoryBytes: 99 * mebibyte })),
      { facts },
    );
    assert.equal(adviser.advise(input([full])).length, 1);
    assert.deepEqual(adviser.advise(input([], { nowMs: 60_000 })), []);
  });
});
