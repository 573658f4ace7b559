import type { Readable } from 'node:stream';
import type { Disposable } from '../base/disposable.ts';
import type { EngineAttachment } from '../engines/contract.ts';
import { GatheredText, type TextEncoding } from './gathered-text.ts';

export interface TerminalListener {
  /** `stderr` only for a command that has no terminal. */
  onPrinted(text: string, stderr: boolean): void;
  onExited(exitCode: number | undefined): void;
}

export interface TerminalOptions {
  readonly command: readonly string[];
  readonly listener: TerminalListener;
  /** Tells what runs in it that nobody looks any more; called when it is closed before its end. */
  readonly hangUp: () => void;
  readonly encoding?: TextEncoding;
}

/** A terminal in a container, or the streams of a command without one, as text. */
export class Terminal implements Disposable {
  readonly command: string;
  readonly #terminal: EngineAttachment;
  readonly #options: TerminalOptions;
  readonly #encoding: TextEncoding;
  readonly #outputs: readonly { readonly stream: Readable; readonly text: GatheredText }[];
  #open: number;
  #ended = false;
  /** Until the engine has the last size: a program that starts before that would see the old one. */
  #resizing: Promise<void> | undefined;

  constructor(terminal: EngineAttachment, options: TerminalOptions) {
    this.#terminal = terminal;
    this.#options = options;
    this.#encoding = options.encoding ?? 'utf8';
    this.command = options.command.join(' ');
    const { stream, stderr } = terminal;
    this.#outputs = [stream, ...(stderr === undefined ? [] : [stderr])].map((output) => ({
      stream: output,
      text: new GatheredText(this.#encoding, (text) => {
        options.listener.onPrinted(text, output === stderr);
      }),
    }));
    this.#open = this.#outputs.length;
    // A broken connection ends the stream; there is nobody to throw this at.
    stream.on('error', () => undefined);
  }

  start(): void {
    for (const { stream, text } of this.#outputs) {
      let open = true;
      stream.on('data', (chunk: Buffer) => {
        text.add(chunk);
      });
      for (const event of ['end', 'close', 'error']) {
        stream.on(event, () => {
          if (!open) return;
          open = false;
          this.#open--;
          if (this.#open === 0 && !this.#ended) void this.#end();
        });
      }
    }
  }

  type(text: string): void {
    this.#input(({ stream }) => {
      if (stream.writable) stream.write(Buffer.from(text, this.#encoding));
    });
  }

  /** Nothing more will be typed. */
  endInput(): void {
    this.#input(({ stream }) => {
      stream.end();
    });
  }

  async resize(columns: number, rows: number): Promise<void> {
    if (this.#ended) return;
    const resized = this.#terminal.resize(columns, rows);
    const settled = resized.then(
      () => undefined,
      () => undefined,
    );
    this.#resizing = settled;
    await settled;
    if (this.#resizing === settled) this.#resizing = undefined;
    await resized;
  }

  /** In the order in which it is asked for, also behind a change of the size. */
  #input(put: (terminal: EngineAttachment) => void): void {
    const now = (): void => {
      if (!this.#ended) put(this.#terminal);
    };
    if (this.#resizing === undefined) now();
    else void this.#resizing.then(now);
  }

  dispose(): void {
    if (!this.#ended) this.#options.hangUp();
    this.#ended = true;
    for (const { text } of this.#outputs) text.dispose();
    this.#terminal.dispose();
  }

  async #end(): Promise<void> {
    for (const { text } of this.#outputs) text.end();
    const exitCode = await this.#terminal.exitCode().catch(() => undefined);
    // Whoever closed it meanwhile does not want to hear of it.
    if (this.#ended) return;
    this.#ended = true;
    this.#options.listener.onExited(exitCode);
  }
}
