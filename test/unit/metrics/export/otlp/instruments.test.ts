import assert from 'node:assert/strict';
import { instruments } from '../../../../../server/src/metrics/export/otlp/instruments.ts';
import { aReading } from '../a-reading.ts';

const pointsOf = (name: string, reading = aReading()) =>
  instruments.find((each) => each.name === name)?.points(reading);

describe('what OpenTelemetry is told of network and disk', () => {
  it('is told by interface and by device, in both directions', () => {
    const { totals } = aReading();
    const reading = aReading({
      totals: {
        ...totals,
        interfaces: [{ name: 'eth0', receivedBytes: 1, sentBytes: 2 }],
        devices: [{ device: '/dev/sda', readBytes: 3, writtenBytes: 4 }],
      },
    });
    const eth0 = { 'network.interface.name': 'eth0' };
    assert.deepEqual(pointsOf('container.network.io', reading), [
      { value: 1, attributes: { ...eth0, 'network.io.direction': 'receive' } },
      { value: 2, attributes: { ...eth0, 'network.io.direction': 'transmit' } },
    ]);
    const sda = { 'system.device': '/dev/sda' };
    assert.deepEqual(pointsOf('container.disk.io', reading), [
      { value: 3, attributes: { ...sda, 'disk.io.direction': 'read' } },
      { value: 4, attributes: { ...sda, 'disk.io.direction': 'write' } },
    ]);
  });

  it('is a sum where the engine tells nothing apart', () => {
    assert.deepEqual(pointsOf('container.network.io'), [
      { value: 1000, attributes: { 'network.io.direction': 'receive' } },
      { value: 2000, attributes: { 'network.io.direction': 'transmit' } },
    ]);
    assert.deepEqual(
      pointsOf('container.disk.io')?.map(({ value }) => value),
      [3000, 4000],
    );
  });
});
