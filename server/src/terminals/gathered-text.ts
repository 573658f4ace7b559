import { StringDecoder } from 'node:string_decoder';
import type { Disposable } from '../base/disposable.ts';

/** How long output is gathered while more keeps coming; the first of it goes out at once. */
const gatherMs = 8;

/** `latin1` has one character a byte: for output that is no text. */
export type TextEncoding = 'utf8' | 'latin1';

/** Bytes as text: decoded across chunk borders, and many small pieces as a few larger ones. */
export class GatheredText implements Disposable {
  readonly #decoder: StringDecoder;
  readonly #onText: (text: string) => void;
  #text = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(encoding: TextEncoding, onText: (text: string) => void) {
    this.#decoder = new StringDecoder(encoding);
    this.#onText = onText;
  }

  add(chunk: Buffer): void {
    this.#text += this.#decoder.write(chunk);
    if (this.#timer === undefined) this.#send();
  }

  /** Hands on what is left. */
  end(): void {
    clearTimeout(this.#timer);
    this.#text += this.#decoder.end();
    this.#flush();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #send(): void {
    this.#flush();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#text !== '') this.#send();
    }, gatherMs);
  }

  #flush(): void {
    const text = this.#text;
    this.#text = '';
    if (text !== '') this.#onText(text);
  }
}
