import type { App } from '../app.ts';
import type { FailureAction } from '../report-failure.ts';

/** A row of the command table. Its title, icon and place in the menus are in the manifest. */
export interface Command {
  readonly id: `hyperbox.${string}`;
  /** Works before the workspace is trusted: it runs nothing that the workspace brought. */
  readonly untrusted?: boolean;
  /** `args` are what VS Code hands over: a row and the selection, a file, or nothing at all. */
  readonly run: (app: App, args: readonly unknown[]) => unknown;
}

/** A failure that knows what it is best looked at with. */
export class CommandFailure extends Error {
  readonly action: (service: string | undefined) => FailureAction | undefined;

  constructor(cause: unknown, action: CommandFailure['action']) {
    super('', { cause });
    this.action = action;
  }
}

/** Several of the items that a command was for failed. */
export class SeveralFailures extends Error {
  readonly errors: readonly unknown[];
  /** Of how many. */
  readonly items: number;

  constructor(errors: readonly unknown[], items: number) {
    super('', { cause: errors[0] });
    this.errors = errors;
    this.items = items;
  }
}
