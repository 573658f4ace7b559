import type { Connection } from 'vscode-languageserver';
import { messageOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';

/** Writes to the client's output channel. */
export const lspLog = ({ console }: Pick<Connection, 'console'>): Log => ({
  debug: (message) => {
    console.debug(message);
  },
  info: (message) => {
    console.info(message);
  },
  warn: (message) => {
    console.warn(message);
  },
  error: (message, error) => {
    console.error(withStack(message, error));
  },
});

/** For doors whose client is not a person: standard error, without what is only for debugging. */
export const streamLog = (stream: NodeJS.WritableStream): Log => ({
  debug: () => undefined,
  info: (message) => stream.write(`${message}\n`),
  warn: (message) => stream.write(`warning: ${message}\n`),
  error: (message, error) => stream.write(`error: ${withStack(message, error)}\n`),
});

const withStack = (message: string, error: unknown): string => {
  if (error === undefined) return message;
  const detail = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
  return `${message}\n${detail}`;
};
