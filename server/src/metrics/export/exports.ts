import type { MetricsExportFailure } from '#shared/protocol/metrics';
import type { ReloadItem } from '#shared/protocol/reload';
import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';
import { DisposableStore } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/emitter.ts';
import type { Log } from '../../base/log.ts';
import { withDeviceNames, type DeviceNames } from './device-names.ts';
import type { ContainerReading } from './followed-container.ts';
import { OtlpExport } from './otlp/otlp-export.ts';
import type { HostReading } from './prometheus/host-families.ts';
import { PrometheusExport } from './prometheus/prometheus-export.ts';
import { Readings, type ReadingsOptions } from './readings.ts';
import type { RecordedLines } from './recorded-lines.ts';
import { recordOf } from './reload-record.ts';

/** What exports are wanted; the workspace's settings, as long as it is trusted. */
export interface ExportSettings {
  /** Of the Prometheus endpoint; 0 is none. */
  readonly port: number;
  readonly otlp: boolean;
}

export interface ExportsOptions extends ReadingsOptions {
  readonly settings: () => ExportSettings;
  readonly onDidChangeSettings: Event<void>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What all windows of a user share. */
  readonly stateRoot: string;
  readonly readHost: () => Promise<HostReading>;
  /** Of the engine's machine; none where that is not seen from here. */
  readonly deviceNames: () => Promise<DeviceNames>;
  readonly reloads: { readonly rows: readonly ReloadItem[]; readonly onDidEnd: Event<ReloadItem> };
  readonly onDidRecord: Event<readonly RecordedLines[]>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Serves and sends metrics outside of the editor, as the settings are at the time. */
export class Exports implements Disposable {
  readonly #options: ExportsOptions;
  readonly #readings: Readings;
  readonly #lifetime = new DisposableStore();
  readonly #failed = new Emitter<MetricsExportFailure>();
  readonly #failures = new Map<MetricsExportFailure['setting'], MetricsExportFailure>();
  #port = 0;
  #prometheus: PrometheusExport | undefined;
  #otlp: OtlpExport | undefined;

  readonly onDidFail = this.#failed.event;

  constructor(options: ExportsOptions) {
    this.#options = options;
    this.#readings = this.#lifetime.add(new Readings(options));
    this.#lifetime.add(
      options.onDidChangeSettings(() => {
        this.#follow();
      }),
    );
    this.#lifetime.add(
      options.reloads.onDidEnd((item) => {
        const record = recordOf(item);
        if (record !== undefined) this.#prometheus?.count(record);
      }),
    );
    this.#lifetime.add(
      options.onDidRecord((recorded) => {
        for (const each of recorded) this.#prometheus?.countLines(each);
      }),
    );
    this.#follow();
  }

  /** What does not work now, for who comes later than its message. */
  get failures(): readonly MetricsExportFailure[] {
    return [...this.#failures.values()];
  }

  dispose(): void {
    this.#prometheus?.dispose();
    this.#otlp?.dispose();
    this.#lifetime.dispose();
    this.#failed.dispose();
  }

  #follow(): void {
    const { port, otlp } = this.#options.settings();
    if (port !== this.#port) {
      this.#port = port;
      this.#failures.delete('hyperbox.metrics.port');
      this.#prometheus?.dispose();
      this.#prometheus = port === 0 ? undefined : this.#openPrometheus(port);
    }
    if (otlp !== (this.#otlp !== undefined)) {
      this.#failures.delete('hyperbox.metrics.otlp');
      this.#otlp?.dispose();
      this.#otlp = otlp ? this.#openOtlp() : undefined;
    }
  }

  #openPrometheus(port: number): PrometheusExport {
    const { clock, log, reloads, readHost } = this.#options;
    return new PrometheusExport({
      ...{ port, clock, log },
      scrape: async (leaseMs) => {
        const [containers, host] = await Promise.all([this.#read(leaseMs), readHost()]);
        return { containers, host };
      },
      reloads: () => reloads.rows.flatMap((item) => recordOf(item) ?? []),
      onFailure: this.#fail,
    });
  }

  #openOtlp(): OtlpExport {
    const { environment, stateRoot, clock, log } = this.#options;
    return new OtlpExport({
      ...{ environment, stateRoot, clock, log },
      read: (leaseMs) => this.#read(leaseMs),
      onFailure: this.#fail,
    });
  }

  async #read(leaseMs: number): Promise<readonly ContainerReading[]> {
    const readings = await this.#readings.read(leaseMs);
    if (readings.every(({ totals }) => totals.devices === undefined)) return readings;
    const names = await this.#options.deviceNames();
    return readings.map((reading) => withDeviceNames(reading, names));
  }

  readonly #fail = (failure: MetricsExportFailure): void => {
    this.#failures.set(failure.setting, failure);
    this.#options.log.warn(`${failure.message} ${failure.hint}`);
    this.#failed.fire(failure);
  };
}
