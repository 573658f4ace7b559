import assert from 'node:assert/strict';
import {
  parseLine,
  writeEvent,
  writePlace,
  writeSamples,
} from '../../../../server/src/metrics/history/line.ts';
import { idOf, reading } from '../readings.ts';

describe('A line of the history', () => {
  it('is read as it was written, with the digits that are worth keeping', () => {
    const web = reading(1000, { cpuCores: 0.123456, memoryBytes: 10.4, cacheBytes: 5 });
    const db = reading(1400, { cpuThrottled: 0.5 });
    const line = parseLine(
      writeSamples(
        new Map([
          ['web/1', web],
          ['db/1', db],
        ]),
      ),
    );
    assert.deepEqual(line, {
      kind: 'samples',
      byKey: new Map([
        ['web/1', { ...web, cpuCores: 0.1235, memoryBytes: 10 }],
        ['db/1', db],
      ]),
    });
    assert.deepEqual(parseLine(writePlace('web/1', idOf('abc'))), {
      kind: 'place',
      key: 'web/1',
      containerId: 'abc',
    });
    const event = { timeMs: 1, kind: 'oom', label: 'web', text: 'It burst.' } as const;
    assert.deepEqual(parseLine(writeEvent('web/1', event)), { kind: 'event', key: 'web/1', event });
  });

  it('that was torn or is something else is nothing', () => {
    const whole = writeSamples(new Map([['web/1', reading(1000)]]));
    for (let length = 0; length < whole.length; length += 1)
      assert.equal(parseLine(whole.slice(0, length)), undefined);
    assert.equal(parseLine('{"key":"a"}'), undefined);
    const short = parseLine('[1,{"a":[0,1],"b":["x"],"c":3}]');
    assert.ok(short?.kind === 'samples');
    assert.equal(short.byKey.size, 0);
  });

  it('takes any name of a container for what it is', () => {
    const odd = new Map([
      ['__proto__', reading(1)],
      ['constructor', reading(1)],
    ]);
    const line = parseLine(writeSamples(odd));
    assert.ok(line?.kind === 'samples');
    assert.deepEqual([...line.byKey.keys()], ['__proto__', 'constructor']);
  });
});
