import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ContainerReading } from '../followed-container.ts';
import type { ReloadRecord } from '../reload-record.ts';
import type { RecordedLines } from '../recorded-lines.ts';
import { containerFamilies, containerLabelNames, containerLabels } from './families.ts';
import { hostFamilies, type HostReading } from './host-families.ts';
import { samplesOf } from './samples.ts';

export interface Scraped {
  readonly containers: readonly ContainerReading[];
  readonly host: HostReading;
}

/** What a scrape is answered with. */
export interface PrometheusPages {
  readonly contentType: string;
  /** Counts a reload that has ended. */
  count(reload: ReloadRecord): void;
  countLines(recorded: RecordedLines): void;
  render(scraped: Scraped): Promise<string>;
}

/** A reload is felt from a tenth of a second on; a build may take minutes. */
const durationBuckets = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** Reached by `import()`: prom-client is loaded only where somebody wants an endpoint. */
export const createPages = (): PrometheusPages => {
  const own = new Registry();
  const reloads = new Counter({
    name: 'hyperbox_reloads_total',
    help: 'Reloads of services that ended, by outcome. One that failed after it was done counts as both.',
    labelNames: ['project', 'service', 'outcome'],
    registers: [own],
  });
  const lines = new Counter({
    name: 'hyperbox_log_lines_total',
    help: 'Lines of logs that were recorded, which they are while somebody looks at them.',
    labelNames: ['project', 'service'],
    registers: [own],
  });
  const durations = new Histogram({
    name: 'hyperbox_reload_duration_seconds',
    help: 'Time from the save of a file until the service was up with it.',
    labelNames: ['project', 'service'],
    buckets: durationBuckets,
    registers: [own],
  });
  return {
    contentType: own.contentType,
    count: ({ project, service, outcome, seconds }) => {
      reloads.inc({ project, service, outcome });
      if (seconds !== undefined) durations.observe({ project, service }, seconds);
    },
    countLines: ({ project, service, count }) => {
      lines.inc({ project, service }, count);
    },
    // What containers there are is another thing at each scrape: their samples are made anew.
    render: async (scraped) => `${await containerText(scraped)}${await own.metrics()}`,
  };
};

const kinds = { counter: Counter, gauge: Gauge } as const;

const containerText = ({ containers, host }: Scraped): Promise<string> => {
  const registry = new Registry();
  for (const family of containerFamilies) {
    const { name, help, kind, labels = {}, apart } = family;
    const own = [...Object.keys(labels), ...(apart === undefined ? [] : [apart.label])];
    const labelNames = [...containerLabelNames, ...own];
    const metric = new kinds[kind]({ name, help, labelNames, registers: [registry] });
    for (const reading of containers) {
      const of = containerLabels(reading);
      for (const sample of samplesOf(family, reading))
        metric.inc({ ...of, ...sample.labels }, sample.value);
    }
  }
  for (const { name, help, kind, value } of hostFamilies) {
    const read = value(host);
    if (read === undefined) continue;
    new kinds[kind]({ name, help, registers: [registry] }).inc(read);
  }
  return registry.metrics();
};
