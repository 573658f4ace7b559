import { StringDecoder } from 'node:string_decoder';
import type { Disposable } from '../base/disposable.ts';
import type { EngineTerminal } from '../engines/contract.ts';

export interface TerminalListener {
  onPrinted(text: string): void;
  onExited(exitCode: number | undefined): void;
}

/** How long output is gathered while more keeps coming; the first of it goes out at once. */
const gatherMs = 8;

/** A terminal in a container, as text: bytes are decoded across chunk borders. */
export class Terminal implements Disposable {
  readonly command: string;
  readonly #terminal: EngineTerminal;
  readonly #listener: TerminalListener;
  readonly #hangUp: () => void;
  readonly #decoder = new StringDecoder('utf8');
  #text = '';
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(
    terminal: EngineTerminal,
    options: {
      readonly command: readonly string[];
      readonly listener: TerminalListener;
      /** Tells what runs in it that nobody looks any more; called when it is closed before its end. */
      readonly hangUp: () => void;
    },
  ) {
    this.#terminal = terminal;
    this.#listener = options.listener;
    this.#hangUp = options.hangUp;
    this.command = options.command.join(' ');
    // A broken connection ends the stream; there is nobody to throw this at.
    terminal.stream.on('error', () => {
      void this.#end();
    });
  }

  start(): void {
    const { stream } = this.#terminal;
    stream.on('data', (chunk: Buffer) => {
      this.#print(this.#decoder.write(chunk));
    });
    for (const event of ['end', 'close']) stream.on(event, () => void this.#end());
  }

  type(text: string): void {
    if (!this.#ended) this.#terminal.stream.write(text);
  }

  async resize(columns: number, rows: number): Promise<void> {
    if (!this.#ended) await this.#terminal.resize(columns, rows);
  }

  dispose(): void {
    if (!this.#ended) this.#hangUp();
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#terminal.dispose();
  }

  #print(text: string): void {
    this.#text += text;
    if (this.#timer !== undefined) return;
    this.#flush();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#text !== '') this.#print('');
    }, gatherMs);
  }

  #flush(): void {
    const text = this.#text;
    this.#text = '';
    if (text !== '') this.#listener.onPrinted(text);
  }

  async #end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#text += this.#decoder.end();
    this.#flush();
    const exitCode = await this.#terminal.exitCode().catch(() => undefined);
    this.#listener.onExited(exitCode);
  }
}
