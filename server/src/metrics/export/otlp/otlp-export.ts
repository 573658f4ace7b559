import type { MetricsExportFailure } from '#shared/protocol/metrics';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../../base/clock.ts';
import type { Disposable } from '../../../base/disposable.ts';
import { isCancelled, messageOf } from '../../../base/error.ts';
import { withFileLock } from '../../../base/file-lock.ts';
import type { Log } from '../../../base/log.ts';
import type { ContainerReading } from '../followed-container.ts';
import { readOtlpEnvironment, type Certificates, type OtlpConfig } from './environment.ts';

export interface OtlpOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What all windows of a user share. */
  readonly stateRoot: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly read: (leaseMs: number) => Promise<readonly ContainerReading[]>;
  /** Told once for as long as it goes on. */
  readonly onFailure: (failure: MetricsExportFailure) => void;
}

/** How often a window looks whether the one that exports is still there. */
const takeOverMs = 5000;

/** Sends what containers use to a collector in intervals, from when that was turned on until it is off. */
export class OtlpExport implements Disposable {
  readonly #options: OtlpOptions;
  readonly #ended = new AbortController();

  constructor(options: OtlpOptions) {
    this.#options = options;
    this.#start().catch((error: unknown) => {
      if (!isCancelled(error)) options.onFailure(failureOf(messageOf(error)));
    });
  }

  dispose(): void {
    this.#ended.abort();
  }

  async #start(): Promise<void> {
    const { environment, stateRoot, clock, onFailure } = this.#options;
    const reading = readOtlpEnvironment(environment);
    if (reading.kind === 'off') {
      onFailure(failureOf(reading.message, reading.hint));
      return;
    }
    const { config } = reading;
    const { signal } = this.#ended;
    // All windows see the same containers: one of them tells, lest each is told of many times.
    const patient: Clock = {
      now: () => clock.now(),
      sleep: () => clock.sleep(takeOverMs, signal),
    };
    await withFileLock(
      { folder: join(stateRoot, 'locks'), key: `otlp ${config.url}`, signal, clock: patient },
      () => this.#run(config),
    );
  }

  async #run(config: OtlpConfig): Promise<void> {
    const { clock, log, read, onFailure } = this.#options;
    const { signal } = this.#ended;
    const { createSender } = await import('./sender.ts');
    const sender = createSender(config, await readCertificates(config.certificateFiles));
    log.info(`Metrics are sent to ${config.url} every ${String(config.intervalMs / 1000)} s.`);
    const isOver = (): boolean => signal.aborted;
    let failing = false;
    while (!isOver()) {
      const startedMs = performance.now();
      try {
        const readings = await read(leaseOf(config));
        if (readings.length > 0) await sender.send(readings);
        failing = false;
      } catch (error) {
        if (!failing && !isOver()) onFailure(failureOf(messageOf(error)));
        failing = true;
      }
      const leftMs = config.intervalMs - (performance.now() - startedMs);
      await clock.sleep(Math.max(0, leftMs), signal).catch(() => undefined);
    }
    await sender.close();
  }
}

/** Over long intervals nothing is read in between. */
const leaseOf = ({ intervalMs }: OtlpConfig): number => Math.min(intervalMs * 1.5, 20_000);

const readCertificates = async (files: Certificates): Promise<Certificates> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(files).map(async ([name, file]) => [name, await readFile(file, 'utf8')]),
    ),
  ) as Certificates;

const failureOf = (
  message: string,
  hint = 'See whether the collector at OTEL_EXPORTER_OTLP_ENDPOINT takes OTLP over HTTP.',
): MetricsExportFailure => ({
  setting: 'hyperbox.metrics.otlp',
  message: `Metrics cannot be sent: ${message}`,
  hint,
});
