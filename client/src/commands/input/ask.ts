import * as vscode from 'vscode';

export interface Question {
  readonly title: string;
  readonly prompt: string;
  readonly placeHolder?: string;
  readonly value?: string;
  /** A message when the text will not do. */
  readonly check?: (text: string) => string | undefined;
}

/** The trimmed answer, or `undefined` when the user has gone away. */
export const ask = async ({ check, ...question }: Question): Promise<string | undefined> => {
  const answer = await vscode.window.showInputBox({
    ...question,
    ignoreFocusOut: true,
    ...(check === undefined ? {} : { validateInput: (text: string) => check(text.trim()) }),
  });
  return answer?.trim();
};
