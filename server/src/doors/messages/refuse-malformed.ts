import type { MessageReader, MessageWriter, ResponseMessage } from 'vscode-languageserver/node';
import type { Log } from '../../base/log.ts';
import { MalformedMessage } from './parse-message.ts';

export interface RefuseOptions {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  readonly log: Log;
}

/** Tells a client what of it could not be read (JSON-RPC 2.0, "Response object"), and goes on. */
export const refuseMalformed = ({ reader, writer, log }: RefuseOptions): void => {
  reader.onError((error) => {
    if (!(error instanceof MalformedMessage)) return;
    log.debug(`The client sent what is no message: ${error.message}`);
    const { id, code, message } = error;
    const response: ResponseMessage = { jsonrpc: '2.0', id, error: { code, message } };
    writer.write(response).catch((failure: unknown) => {
      log.debug(`The client was not told so: ${String(failure)}`);
    });
  });
};
