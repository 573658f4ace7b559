import type { StreamId } from '#shared/protocol/ids';
import {
  terminalsClosed,
  terminalsExited,
  terminalsInputEnded,
  terminalsPrinted,
  terminalsResized,
  terminalsTyped,
} from '#shared/protocol/terminals';
import type { Context } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import type { ServerConnection } from './server/connection.ts';

/**
 * Connects this process with a command in a container until that ends; answers with its exit code.
 * Bytes travel as letters of Latin-1, so that none of them is read as text.
 */
export const attach = async (
  server: ServerConnection,
  { machine, interrupts }: Context,
  { streamId, isTerminal }: { readonly streamId: StreamId; readonly isTerminal: boolean },
): Promise<number> => {
  const { stdin, stdout, stderr } = machine;
  const { promise: exited, resolve: exit } = Promise.withResolvers<number | undefined>();
  const stops = [
    server.on(terminalsPrinted, (printed) => {
      if (printed.streamId !== streamId) return;
      (printed.stderr === true ? stderr : stdout).write(Buffer.from(printed.text, 'latin1'));
    }),
    server.on(terminalsExited, (ending) => {
      if (ending.streamId === streamId) exit(ending.exitCode);
    }),
  ];
  const type = (chunk: Buffer): void => {
    void server.notify(terminalsTyped, { streamId, text: chunk.toString('latin1') });
  };
  const endInput = (): void => {
    void server.notify(terminalsInputEnded, { streamId });
  };
  const resize = (): void => {
    const { columns, rows } = stdout;
    void server.notify(terminalsResized, { streamId, columns, rows });
  };
  stdin.on('data', type);
  stdin.once('end', endInput);
  if (isTerminal) {
    // Keys go to the command as they are: Ctrl-C too is its own.
    stdin.setRawMode(true);
    stdout.on('resize', resize);
  }
  try {
    const code = await Promise.race([exited, interrupts.wait()]);
    if (typeof code === 'number') return code;
    if (interrupts.interrupted) {
      await server.notify(terminalsClosed, { streamId });
      return exitCodes.interrupted;
    }
    return exitCodes.failed;
  } finally {
    for (const stop of stops) stop();
    if (isTerminal) stdin.setRawMode(false);
    stdout.off('resize', resize);
    stdin.off('data', type);
    stdin.off('end', endInput);
    // What nobody reads any more would keep this process alive.
    stdin.destroy();
  }
};
