import assert from 'node:assert/strict';
import { createPages } from '../../../../../server/src/metrics/export/prometheus/pages.ts';
import { aContainer } from '../../../client/items.ts';
import { countBySource } from '../../../../../server/src/metrics/export/recorded-lines.ts';
import { parsePage } from '../../../../support/prometheus.ts';
import { aReading } from '../a-reading.ts';

const pressure = { someUs: 2_500_000, fullUs: 500_000 };
const host = {
  cpus: 2,
  memoryBytes: 4 * 2 ** 30,
  pressure: { cpu: { someUs: 1_000_000 }, memory: pressure, io: pressure },
};

describe('the pages for Prometheus', () => {
  it('say totals in base units, with the labels of cAdvisor', async () => {
    const page = await parsePage(await createPages().render({ containers: [aReading()], host }));
    const labels = {
      id: `/docker/${aContainer().id}`,
      name: 'shop-web-1',
      image: 'node:24',
      container_label_com_docker_compose_project: 'shop',
      container_label_com_docker_compose_service: 'web',
    };
    assert.deepEqual(page.samples('container_cpu_usage_seconds_total'), [
      { labels: { ...labels, cpu: 'total' }, value: 12.345678901 },
    ]);
    assert.equal(page.type('container_cpu_usage_seconds_total'), 'COUNTER');
    assert.deepEqual(page.samples('container_memory_usage_bytes'), [{ labels, value: 36_000_000 }]);
    assert.equal(page.type('container_memory_usage_bytes'), 'GAUGE');
    const values = (name: string): readonly number[] =>
      page.samples(name).map(({ value }) => value);
    assert.deepEqual(values('container_memory_working_set_bytes'), [30_000_000]);
    assert.deepEqual(values('container_memory_cache'), [7_000_000]);
    assert.deepEqual(values('container_network_transmit_bytes_total'), [2000]);
    assert.deepEqual(values('container_fs_writes_bytes_total'), [4000]);
    assert.deepEqual(values('container_spec_memory_limit_bytes'), [64 * 2 ** 20]);
    assert.deepEqual(values('container_spec_cpu_quota'), [50_000]);
    assert.deepEqual(values('container_start_time_seconds'), [1000]);
    assert.deepEqual(values('container_last_seen'), [1060.5]);
    assert.deepEqual(values('container_restarts_total'), [3]);
    assert.deepEqual(values('container_health_state'), [1]);
    assert.deepEqual(values('machine_cpu_cores'), [2]);
    assert.deepEqual(values('node_pressure_memory_waiting_seconds_total'), [2.5]);
    assert.deepEqual(values('node_pressure_io_stalled_seconds_total'), [0.5]);
  });

  it('tell interfaces and devices apart where the engine does', async () => {
    const { totals } = aReading();
    const apart = aReading({
      totals: {
        ...totals,
        interfaces: [
          { name: 'eth0', receivedBytes: 900, sentBytes: 1 },
          { name: 'eth1', receivedBytes: 100, sentBytes: 2 },
        ],
        devices: [{ device: '/dev/sda', readBytes: 3000, writtenBytes: 4000 }],
      },
    });
    const page = await parsePage(await createPages().render({ containers: [apart], host: {} }));
    const by = (name: string, label: string) =>
      page.samples(name).map(({ labels, value }) => [labels[label], value]);
    assert.deepEqual(by('container_network_receive_bytes_total', 'interface'), [
      ['eth0', 900],
      ['eth1', 100],
    ]);
    assert.deepEqual(by('container_fs_reads_bytes_total', 'device'), [['/dev/sda', 3000]]);
    assert.deepEqual(by('container_fs_writes_bytes_total', 'device'), [['/dev/sda', 4000]]);
    const whole = await parsePage(
      await createPages().render({ containers: [aReading()], host: {} }),
    );
    const [network] = whole.samples('container_network_receive_bytes_total');
    assert.ok(network !== undefined && !('interface' in network.labels));
  });

  it('leave out what is not known', async () => {
    const { item, totals } = aReading();
    const bare = aReading({
      item: { ...item, compose: undefined!, health: 'none' },
      runtime: { restartCount: 0 },
      totals: { ...totals, cpuPeriods: undefined!, cpuThrottledPeriods: undefined! },
    });
    const page = await parsePage(await createPages().render({ containers: [bare], host: {} }));
    assert.deepEqual(page.samples('container_spec_cpu_quota'), []);
    assert.deepEqual(page.samples('container_cpu_cfs_periods_total'), []);
    assert.deepEqual(page.samples('machine_memory_bytes'), []);
    assert.deepEqual(page.samples('container_spec_memory_limit_bytes')[0]?.value, 0);
    assert.deepEqual(page.samples('container_health_state')[0]?.value, -1);
    assert.deepEqual(Object.keys(page.samples('container_last_seen')[0]!.labels), [
      'id',
      'name',
      'image',
    ]);
  });

  it('know only the containers that there are', async () => {
    const pages = createPages();
    await pages.render({ containers: [aReading()], host });
    const page = await parsePage(await pages.render({ containers: [], host }));
    assert.deepEqual(page.samples('container_last_seen'), []);
  });

  it('count reloads by service and outcome, and how long those took that were done', async () => {
    const pages = createPages();
    const one = { project: 'shop', service: 'web' };
    pages.count({ ...one, outcome: 'done', seconds: 0.3 });
    pages.count({ ...one, outcome: 'done', seconds: 4 });
    pages.count({ ...one, outcome: 'failed' });
    const text = await pages.render({ containers: [], host: {} });
    const page = await parsePage(text);
    assert.deepEqual(page.samples('hyperbox_reloads_total'), [
      { labels: { ...one, outcome: 'done' }, value: 2 },
      { labels: { ...one, outcome: 'failed' }, value: 1 },
    ]);
    assert.equal(page.type('hyperbox_reload_duration_seconds'), 'HISTOGRAM');
    assert.match(text, /hyperbox_reload_duration_seconds_bucket\{le="0.5",[^}]*\} 1\n/);
    assert.match(text, /hyperbox_reload_duration_seconds_count\{[^}]*\} 2\n/);
    assert.match(text, /hyperbox_reload_duration_seconds_sum\{[^}]*\} 4.3\n/);
  });

  it('count the lines of logs that were recorded', async () => {
    const pages = createPages();
    const line = { source: 'web', stream: 'stdout' };
    const lines = [line, { source: 'db', stream: 'stderr' }, line, { ...line, stream: 'marker' }];
    for (const each of countBySource('shop', lines)) pages.countLines(each);
    const page = await parsePage(await pages.render({ containers: [], host: {} }));
    assert.deepEqual(page.samples('hyperbox_log_lines_total'), [
      { labels: { project: 'shop', service: 'web' }, value: 2 },
      { labels: { project: 'shop', service: 'db' }, value: 1 },
    ]);
  });

  it('keep names that were made to break them in their quotes', async () => {
    const { item } = aReading();
    const evil = aReading({ item: { ...item, image: 'a"b\\c\nd' } });
    const page = await parsePage(await createPages().render({ containers: [evil], host: {} }));
    assert.equal(page.samples('container_last_seen')[0]?.labels['image'], 'a"b\\c\nd');
  });
});
