import {
  MessageType,
  ShowMessageNotification,
  type CancellationToken,
  type Connection,
} from 'vscode-languageserver';
import { HyperBoxError, isCancelled, messageOf } from '../../../base/error.ts';
import { engineCommands, type EngineCommand } from '../engine/commands.ts';
import type { LanguageFeature } from '../feature.ts';
import type { LanguageWorkspace } from '../workspace.ts';

/** Does on the engine what the user has chosen among the actions on a compose file. */
export const engineActions: LanguageFeature = {
  capabilities: { executeCommandProvider: { commands: Object.keys(engineCommands) } },
  register: (connection, workspace) => [
    connection.onExecuteCommand(async ({ command, arguments: args = [] }, token) => {
      const found = engineCommands[command];
      if (found !== undefined) await run(found, args, { connection, workspace, token });
      return null;
    }),
  ],
};

interface Around {
  readonly connection: Connection;
  readonly workspace: LanguageWorkspace;
  readonly token: CancellationToken;
}

/** Editors show little of a request that fails, so what went wrong is said in words. */
const run = async (
  command: EngineCommand,
  args: readonly unknown[],
  { connection, workspace, token }: Around,
): Promise<void> => {
  const shown = await connection.window.createWorkDoneProgress();
  const abort = new AbortController();
  const cancel = (): void => {
    abort.abort();
  };
  const listeners = [
    token.onCancellationRequested(cancel),
    shown.token.onCancellationRequested(cancel),
  ];
  shown.begin(command.title(args), undefined, undefined, true);
  try {
    const { engine } = workspace;
    if (engine === undefined)
      throw new HyperBoxError('engine-unavailable', 'No engine is there for this workspace.');
    await command.run(args, engine, {
      signal: abort.signal,
      progress: ({ message, fraction }) => {
        if (fraction === undefined) shown.report(message);
        else shown.report(Math.round(fraction * 100), message);
      },
    });
  } catch (error) {
    if (!isCancelled(error)) {
      const message = wordsOf(error);
      await connection.sendNotification(ShowMessageNotification.type, {
        ...{ type: MessageType.Error, message },
      });
    }
  } finally {
    shown.done();
    for (const listener of listeners) listener.dispose();
  }
};

const wordsOf = (error: unknown): string => {
  const hint = error instanceof HyperBoxError ? error.hint : undefined;
  return [messageOf(error), ...(hint === undefined ? [] : [hint])].join(' ');
};
