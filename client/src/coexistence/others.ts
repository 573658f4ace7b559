import * as vscode from 'vscode';

export interface Question {
  /** VS Code's own command, which asks every extension: "vscode.executeHoverProvider". */
  readonly command: string;
  readonly args: readonly unknown[];
}

/** What HyperBox is asking the others now; it is asked too, and then has nothing to say. */
const asking = new Set<string>();

/** Whether this is asked by ourselves. */
export const isAsking = (question: Question): boolean => asking.has(keyOf(question));

/** What the other extensions answer; `undefined` where they fail. */
export const askOthers = async <Answer>(question: Question): Promise<Answer | undefined> => {
  const key = keyOf(question);
  asking.add(key);
  try {
    const { command, args } = question;
    return await vscode.commands.executeCommand<Answer | undefined>(command, ...args);
  } catch {
    // Their failure is theirs to tell.
    return undefined;
  } finally {
    asking.delete(key);
  }
};

/** An address remembers how it was asked for, and is then another as JSON. */
const keyOf = ({ command, args }: Question): string =>
  [
    command,
    ...args.map((arg) => (arg instanceof vscode.Uri ? String(arg) : JSON.stringify(arg))),
  ].join(' ');
