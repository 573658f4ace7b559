import assert from 'node:assert/strict';
import { parsePressure } from '../../../../server/src/metrics/pressure/parse.ts';

describe('Pressure stall information', () => {
  it('is read as the kernel writes it', () => {
    const text =
      'some avg10=14.01 avg60=3.11 avg300=4.82 total=21782389997\n' +
      'full avg10=0.71 avg60=0.20 avg300=0.16 total=223476703\n';
    assert.deepEqual(parsePressure(text), {
      some: { avg10: 14.01, avg60: 3.11, avg300: 4.82, totalUs: 21782389997 },
      full: { avg10: 0.71, avg60: 0.2, avg300: 0.16, totalUs: 223476703 },
    });
  });

  it('has no full line for the CPU of kernels before 5.13', () => {
    const reading = parsePressure('some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n');
    assert.equal(reading?.some.avg10, 0);
    assert.equal(reading.full, undefined);
  });

  it('is nothing where it is something else', () => {
    assert.equal(parsePressure(''), undefined);
    assert.equal(parsePressure('some avg10=nan avg60=0 avg300=0 total=0'), undefined);
  });
});
