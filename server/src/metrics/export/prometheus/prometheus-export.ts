import type { Server } from 'node:http';
import type { MetricsExportFailure } from '#shared/protocol/metrics';
import type { Clock } from '../../../base/clock.ts';
import type { Disposable } from '../../../base/disposable.ts';
import { messageOf, systemCodeOf } from '../../../base/error.ts';
import type { Log } from '../../../base/log.ts';
import type { RecordedLines } from '../recorded-lines.ts';
import type { ReloadRecord } from '../reload-record.ts';
import { openEndpoint } from './endpoint.ts';
import { leaseFor } from './lease.ts';
import { holderOf } from './neighbour.ts';
import type { PrometheusPages, Scraped } from './pages.ts';

export interface PrometheusOptions {
  readonly port: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly scrape: (leaseMs: number) => Promise<Scraped>;
  /** Those of this window that have ended so far. */
  readonly reloads: () => readonly ReloadRecord[];
  /** Told once for as long as it goes on. */
  readonly onFailure: (failure: MetricsExportFailure) => void;
}

/** How often a port that is taken is tried again. */
const retryMs = 5000;

/** The endpoint, from when a port was set until it is another. */
export class PrometheusExport implements Disposable {
  readonly #options: PrometheusOptions;
  readonly #ended = new AbortController();
  #pages: PrometheusPages | undefined;
  #server: Server | undefined;
  #scrapedMs: number | undefined;

  constructor(options: PrometheusOptions) {
    this.#options = options;
    this.#open().catch((error: unknown) => {
      options.onFailure(failureOf(options.port, error));
    });
  }

  count(reload: ReloadRecord): void {
    this.#pages?.count(reload);
  }

  countLines(recorded: RecordedLines): void {
    this.#pages?.countLines(recorded);
  }

  dispose(): void {
    this.#ended.abort();
    this.#server?.close();
    this.#server?.closeAllConnections();
  }

  async #open(): Promise<void> {
    const { port, clock, log, onFailure, reloads } = this.#options;
    const { signal } = this.#ended;
    const { createPages } = await import('./pages.ts');
    const pages = createPages();
    for (const reload of reloads()) pages.count(reload);
    this.#pages = pages;
    const render = (): Promise<string> => this.#render(pages);
    const isOver = (): boolean => signal.aborted;
    let told = false;
    while (!isOver()) {
      try {
        const server = await openEndpoint({ port, contentType: pages.contentType, render });
        if (isOver()) server.close();
        this.#server = server;
        log.info(`Metrics for Prometheus are at http://127.0.0.1:${String(port)}/metrics.`);
        return;
      } catch (error) {
        // Another window serves the same engine's containers, until it is closed.
        if (!told && (await isStrange(port, error)) && !isOver()) {
          told = true;
          onFailure(failureOf(port, error));
        }
        await clock.sleep(retryMs, signal).catch(() => undefined);
      }
    }
  }

  async #render(pages: PrometheusPages): Promise<string> {
    const nowMs = performance.now();
    const intervalMs = this.#scrapedMs === undefined ? undefined : nowMs - this.#scrapedMs;
    this.#scrapedMs = nowMs;
    return pages.render(await this.#options.scrape(leaseFor(intervalMs)));
  }
}

/** Whether it is worth a word that the port could not be had. */
const isStrange = async (port: number, error: unknown): Promise<boolean> =>
  systemCodeOf(error) !== 'EADDRINUSE' || (await holderOf(port)) === 'stranger';

const failureOf = (port: number, error: unknown): MetricsExportFailure => {
  const what = `Metrics for Prometheus cannot be served on port ${String(port)}`;
  const setting = 'hyperbox.metrics.port';
  return systemCodeOf(error) === 'EADDRINUSE'
    ? {
        setting,
        message: `${what}: another program has it.`,
        hint: 'Choose another port. HyperBox takes this one as soon as it is free.',
      }
    : {
        setting,
        message: `${what}: ${messageOf(error)}.`,
        hint: 'Choose a port from 1024 to 65535.',
      };
};
