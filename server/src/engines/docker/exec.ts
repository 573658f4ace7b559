import type { Duplex } from 'node:stream';
import { addAbortSignal } from 'node:stream';
import { finished } from 'node:stream/promises';
import * as z from 'zod/mini';
import { throwIfCancelled } from '../../base/error.ts';
import type { ExecResult, ExecSpec } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { toEngineError } from './errors.ts';
import { FrameReader, type StreamName } from './frames.ts';

const maxOutputBytes = 1024 * 1024;

/** Runs a command to its end, without a terminal. */
export const execute = async (
  api: EngineApi,
  id: string,
  spec: ExecSpec,
  signal?: AbortSignal,
): Promise<ExecResult> => {
  const what = `Cannot run ${spec.command[0] ?? 'a command'} in ${id}`;
  const execId = await createExec(api, id, { spec, what, tty: false }, signal);
  const stream = await startExec(api, execId, { what, tty: false }, signal);
  const output = collectOutput(stream);
  try {
    await finished(stream, { writable: false });
  } catch (error) {
    throwIfCancelled(signal);
    throw toEngineError(error, what);
  } finally {
    stream.destroy();
  }
  return { exitCode: (await readExitCode(api, execId, what)) ?? 0, ...output() };
};

export const createExec = async (
  api: EngineApi,
  id: string,
  options: { readonly spec: ExecSpec; readonly what: string; readonly tty: boolean },
  signal?: AbortSignal,
): Promise<string> => {
  const { spec, what, tty } = options;
  const answer = await api.json(z.object({ Id: z.string() }), {
    what,
    method: 'POST',
    path: `/containers/${encodeURIComponent(id)}/exec`,
    body: {
      AttachStdin: tty,
      AttachStdout: true,
      AttachStderr: true,
      Tty: tty,
      Cmd: spec.command,
      User: spec.user,
      WorkingDir: spec.workingDir,
      Env: spec.environment,
      Privileged: spec.privileged,
    },
    signal,
  });
  return answer.Id;
};

/** Starts it on a connection of its own that the engine turns into the command's streams. */
export const startExec = async (
  api: EngineApi,
  execId: string,
  options: { readonly what: string; readonly tty: boolean },
  signal?: AbortSignal,
): Promise<Duplex> => {
  try {
    const stream = await api.streams.getExec(execId).start({
      hijack: true,
      stdin: true,
      Detach: false,
      Tty: options.tty,
      ...(signal && { abortSignal: signal }),
    });
    // Nothing listens between here and the caller, and an error that nobody hears ends the process.
    stream.on('error', () => undefined);
    return signal === undefined ? stream : addAbortSignal(signal, stream);
  } catch (error) {
    throwIfCancelled(signal);
    throw toEngineError(error, options.what);
  }
};

export const readExitCode = async (
  api: EngineApi,
  execId: string,
  what: string,
): Promise<number | undefined> => {
  const answer = await api.json(z.object({ ExitCode: z.nullish(z.number()) }), {
    what,
    path: `/exec/${execId}/json`,
  });
  return answer.ExitCode ?? undefined;
};

const collectOutput = (stream: Duplex): (() => { stdout: string; stderr: string }) => {
  const chunks: Record<StreamName, Buffer[]> = { stdout: [], stderr: [] };
  let left = maxOutputBytes;
  const reader = new FrameReader((name, bytes) => {
    if (left > 0) chunks[name].push(bytes.subarray(0, left));
    left -= bytes.length;
  });
  stream.on('data', (chunk: Buffer) => {
    reader.read(chunk);
  });
  return () => ({
    stdout: Buffer.concat(chunks.stdout).toString('utf8'),
    stderr: Buffer.concat(chunks.stderr).toString('utf8'),
  });
};
