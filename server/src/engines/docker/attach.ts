import { Duplex, PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { throwIfCancelled } from '../../base/error.ts';
import type { AttachSpec, EngineAttachment } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { toEngineError } from './errors.ts';
import { FrameReader } from './frames.ts';

/** Connects to the streams of a container's own command, and to its end. */
export const attachTo = async (
  api: EngineApi,
  id: string,
  spec: AttachSpec,
  signal?: AbortSignal,
): Promise<EngineAttachment> => {
  const what = `Cannot attach to ${id}`;
  // Asked for before the start: a container that removes itself has no exit code afterwards.
  const waiting = await api.stream({
    what,
    method: 'POST',
    path: `/containers/${encodeURIComponent(id)}/wait`,
    query: { condition: spec.removed ? 'removed' : 'next-exit' },
    signal,
  });
  const ended = text(waiting).then(exitCodeOf, () => undefined);
  try {
    const socket = await hijack(api, id, what, signal);
    return {
      ...(spec.terminal ? { stream: socket } : split(socket)),
      async resize(columns, rows) {
        await api.text({
          what,
          method: 'POST',
          path: `/containers/${encodeURIComponent(id)}/resize`,
          query: { w: columns, h: rows },
        });
      },
      exitCode: () => ended,
      dispose() {
        socket.destroy();
        waiting.destroy();
      },
    };
  } catch (error) {
    waiting.destroy();
    throw error;
  }
};

const exitCodeOf = (answer: string): number | undefined =>
  z.parse(z.object({ StatusCode: z.number() }), JSON.parse(answer)).StatusCode;

const hijack = async (
  api: EngineApi,
  id: string,
  what: string,
  signal: AbortSignal | undefined,
): Promise<Duplex> => {
  try {
    const stream = await api.streams.getContainer(id).attach({
      ...{ hijack: true, stream: true, stdin: true, stdout: true, stderr: true },
      ...(signal && { abortSignal: signal }),
    });
    if (!(stream instanceof Duplex)) throw new Error('the engine gave no connection');
    // Nothing listens between here and the caller, and an error that nobody hears ends the process.
    stream.on('error', () => undefined);
    return stream;
  } catch (error) {
    throwIfCancelled(signal);
    throw toEngineError(error, what);
  }
};

/** Takes the frames of a command without a terminal apart; a slow reader slows the command down. */
const split = (socket: Duplex): Pick<EngineAttachment, 'stream' | 'stderr'> => {
  const outputs = { stdout: new PassThrough(), stderr: new PassThrough() };
  const reader = new FrameReader((name, bytes) => {
    if (outputs[name].write(bytes)) return;
    socket.pause();
    outputs[name].once('drain', () => socket.resume());
  });
  socket.on('data', (chunk: Buffer) => {
    reader.read(chunk);
  });
  void finished(socket, { writable: false })
    .catch(() => undefined)
    .then(() => {
      outputs.stdout.end();
      outputs.stderr.end();
    });
  const stream = Duplex.from({ readable: outputs.stdout, writable: socket });
  stream.on('error', () => undefined);
  return { stream, stderr: outputs.stderr };
};
