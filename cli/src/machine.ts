import type { ReadStream, WriteStream } from 'node:tty';
import type { ServerModule } from '#shared/in-process';

/** What a command sees of the process that it runs in; only main.ts reads the real one. */
export interface Machine {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly stderr: WriteStream;
  /** `compose` only reads files, and is there sooner; `server` does everything. */
  loadServer(bundle: 'compose' | 'server'): ServerModule;
  version(): string;
  /** The user pressed Ctrl-C, or the process was told to end. */
  onInterrupt(listener: () => void): void;
  exit(code: number): never;
}
