import type { Log } from '../base/log.ts';

/** A log whose end is known later than its beginning: services are built for a client's connection. */
export class RelayLog implements Log {
  target: Log;

  constructor(target: Log) {
    this.target = target;
  }

  debug(message: string): void {
    this.target.debug(message);
  }

  info(message: string): void {
    this.target.info(message);
  }

  warn(message: string): void {
    this.target.warn(message);
  }

  error(message: string, error?: unknown): void {
    this.target.error(message, error);
  }
}
