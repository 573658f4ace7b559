import { isDeepStrictEqual } from 'node:util';
import type { HostPressure, MetricsAdvice, Pressure } from '#shared/protocol/metrics';
import type { Disposable } from '../../base/disposable.ts';

export interface PressureWatchOptions {
  readonly read: () => Promise<Pressure>;
  /** Reads all containers to say which of them to look at; rejects while there is no engine. */
  readonly advise: (onAdvice: (advice: readonly MetricsAdvice[]) => void) => Promise<Disposable>;
  readonly onChange: (host: HostPressure) => void;
  /** 2 s when absent. */
  readonly everyMs?: number;
}

/** For so many readings without pressure containers are still read: it comes and goes. */
const calmReadings = 15;

/**
 * How the engine's machine fares, for who shows it all the time: the kernel is asked for its averages
 * in intervals, which costs next to nothing, and containers are read only while there is pressure.
 */
export class PressureWatch implements Disposable {
  readonly #options: PressureWatchOptions;
  readonly #timer: NodeJS.Timeout;
  #host: HostPressure | undefined;
  #advice: readonly MetricsAdvice[] = [];
  #adviser: Promise<Disposable | undefined> | undefined;
  #calm = 0;
  #disposed = false;

  constructor(options: PressureWatchOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#look(), options.everyMs ?? 2000);
    this.#timer.unref();
  }

  /** As it is now. */
  async now(): Promise<HostPressure> {
    this.#host ??= await this.#read();
    return this.#host;
  }

  dispose(): void {
    this.#disposed = true;
    clearInterval(this.#timer);
    this.#rest();
  }

  async #look(): Promise<void> {
    const before = this.#host;
    const host = await this.#read();
    if (this.#disposed) return;
    this.#host = host;
    if (!isDeepStrictEqual(shownOf(host), before && shownOf(before))) this.#options.onChange(host);
  }

  async #read(): Promise<HostPressure> {
    const pressure = await this.#options.read();
    if (isPressing(pressure)) {
      this.#calm = 0;
      if (!this.#disposed) this.#adviser ??= this.#advise();
      return { pressure, advice: this.#advice };
    }
    this.#calm += 1;
    if (this.#calm >= calmReadings) this.#rest();
    return { pressure, advice: [] };
  }

  #advise(): Promise<Disposable | undefined> {
    return this.#options
      .advise((advice) => {
        this.#advice = advice;
      })
      .catch(() => {
        // It is tried again at the next reading.
        this.#adviser = undefined;
        return undefined;
      });
  }

  #rest(): void {
    void this.#adviser?.then((stream) => stream?.dispose());
    this.#adviser = undefined;
    this.#advice = [];
  }
}

/** Whether it is worth a word. */
export const isPressing = (pressure: Pressure): boolean =>
  pressure.kind === 'available' &&
  Object.values(pressure.readings).some(({ level }) => level !== 'normal');

/** Nobody shows how little pressure there is. */
const shownOf = ({ pressure, advice }: HostPressure): unknown => {
  if (pressure.kind === 'unavailable') return 'unavailable';
  return isPressing(pressure) ? [pressure.readings, advice] : 'calm';
};
