import type { Readable } from 'node:stream';
import {
  AbstractMessageReader,
  ErrorCodes,
  type DataCallback,
  type Disposable,
  type MessageReader,
} from 'vscode-languageserver/node';
import { Framer, type Frame } from './framer.ts';
import { MalformedMessage, parseMessage } from './parse-message.ts';

/**
 * Reads messages off a stream, and goes on after those that are none: the reader of vscode-jsonrpc reads
 * nothing any more after a wrong `Content-Length`.
 */
export class LenientReader extends AbstractMessageReader implements MessageReader {
  readonly #stream: Readable;
  readonly #framer = new Framer();

  constructor(stream: Readable) {
    super();
    this.#stream = stream;
  }

  listen(callback: DataCallback): Disposable {
    const hear = (chunk: Uint8Array): void => {
      for (const frame of this.#framer.push(chunk)) this.#read(frame, callback);
    };
    this.#stream.on('data', hear);
    this.#stream.on('error', (error) => {
      this.fireError(error);
    });
    this.#stream.on('close', () => {
      this.fireClose();
    });
    return {
      dispose: () => {
        this.#stream.off('data', hear);
      },
    };
  }

  #read(frame: Frame, callback: DataCallback): void {
    try {
      if (frame.kind === 'garbage') throw new MalformedMessage(ErrorCodes.ParseError, frame.reason);
      callback(parseMessage(frame.text));
    } catch (error) {
      this.fireError(error);
    }
  }
}
