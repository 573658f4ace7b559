import type { OperationId } from '#shared/protocol/ids';
import { operationsProgressed, type StepItem, type StepState } from '#shared/protocol/operations';
import type { Context } from '../context.ts';
import type { ServerConnection } from '../server/connection.ts';

const marks: Readonly<Record<StepState, string>> = {
  waiting: ' ',
  running: '…',
  done: '✔',
  failed: '✘',
  skipped: '-',
};
const styles = {
  waiting: 'dim',
  running: 'dim',
  done: 'green',
  failed: 'red',
  skipped: 'dim',
} as const;

/** Only this client hears of them. */
let operations = 0;

/**
 * Runs a request and writes its steps to standard error, a line whenever one of them says something
 * new. The parts of a step, such as the layers of a pull, are not told one by one.
 */
export const withProgress = async <Result>(
  server: ServerConnection,
  context: Context,
  act: (operationId: OperationId) => Promise<Result>,
): Promise<Result> => {
  operations += 1;
  const operationId = `hb-${operations}` as OperationId;
  const said = new Map<string, string>();
  const say = (step: StepItem): void => {
    const { id, parentId, label, state } = step;
    const text = `${marks[state]} ${label}`;
    if (parentId !== undefined || state === 'waiting' || said.get(id) === text) return;
    said.set(id, text);
    const { paint } = context.colours.err;
    context.machine.stderr.write(`${paint(styles[state], marks[state])} ${label}\n`);
  };
  const stop = server.on(operationsProgressed, (progress) => {
    if (progress.operationId === operationId) for (const step of progress.steps) say(step);
  });
  try {
    return await act(operationId);
  } finally {
    stop();
  }
};
