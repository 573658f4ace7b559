import {
  MessageType,
  ShowMessageNotification,
  type CancellationToken,
  type Connection,
} from 'vscode-languageserver';
import { HyperBoxError, isCancelled, messageOf } from '../../../base/error.ts';
import type { WorkContext } from '../../../base/progress.ts';
import { engineCommands } from '../engine/commands.ts';
import type { LanguageFeature } from '../feature.ts';
import { projectCommands } from '../lenses/commands.ts';

/** Does on the engine what the user has chosen among the actions and lenses of a compose file. */
export const engineActions: LanguageFeature = {
  capabilities: {
    executeCommandProvider: {
      commands: [...Object.keys(engineCommands), ...Object.keys(projectCommands)],
    },
  },
  register: (connection, workspace) => [
    connection.onExecuteCommand(async ({ command, arguments: args = [] }, token) => {
      const ofEngine = engineCommands[command];
      const ofProjects = projectCommands[command];
      const around = { connection, token };
      if (ofEngine !== undefined) {
        await run(ofEngine.title(args), around, (work) =>
          ofEngine.run(args, present(workspace.engine), work),
        );
      }
      if (ofProjects !== undefined) {
        await run(ofProjects.title(args), around, (work) =>
          ofProjects.run(args, present(workspace.live.verbs), work),
        );
      }
      return null;
    }),
  ],
};

interface Around {
  readonly connection: Connection;
  readonly token: CancellationToken;
}

/** Editors show little of a request that fails, so what went wrong is said in words. */
const run = async (
  title: string,
  { connection, token }: Around,
  act: (work: WorkContext) => Promise<void>,
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
  shown.begin(title, undefined, undefined, true);
  try {
    await act({
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

const present = <Part>(part: Part | undefined): Part => {
  if (part !== undefined) return part;
  throw new HyperBoxError('engine-unavailable', 'No engine is there for this workspace.');
};

const wordsOf = (error: unknown): string => {
  const hint = error instanceof HyperBoxError ? error.hint : undefined;
  return [messageOf(error), ...(hint === undefined ? [] : [hint])].join(' ');
};
