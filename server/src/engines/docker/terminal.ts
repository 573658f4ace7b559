import { finished } from 'node:stream/promises';
import type { EngineTerminal, TerminalSpec } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { createExec, readExitCode, startExec } from './exec.ts';

/** Runs a command on a terminal of the container's own. */
export const openTerminal = async (
  api: EngineApi,
  id: string,
  spec: TerminalSpec,
  signal?: AbortSignal,
): Promise<EngineTerminal> => {
  const what = `Cannot open a terminal in ${id}`;
  const execId = await createExec(api, id, { spec, what, tty: true }, signal);
  const stream = await startExec(api, execId, { what, tty: true }, signal);
  const ended = finished(stream, { writable: false }).catch(() => undefined);
  const resize = async (columns: number, rows: number): Promise<void> => {
    await api.text({
      what,
      method: 'POST',
      path: `/exec/${execId}/resize`,
      query: { w: columns, h: rows },
    });
  };
  // A command that ended at once has no terminal to resize; its end is told in its own way.
  await resize(spec.columns, spec.rows).catch(() => undefined);
  return {
    stream,
    resize,
    async exitCode() {
      await ended;
      return readExitCode(api, execId, what).catch(() => undefined);
    },
    dispose() {
      stream.destroy();
    },
  };
};
