import * as vscode from 'vscode';

export interface Confirmation {
  readonly message: string;
  /** What exactly goes, a line each. */
  readonly lines?: readonly string[];
  /** The button: a verb. */
  readonly action: string;
}

const mostLines = 20;

/** Asks before something is lost. */
export const confirm = async ({ message, lines = [], action }: Confirmation): Promise<boolean> => {
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines - 1), more(lines)] : lines;
  const detail = shown.join('\n');
  const options = { modal: true, ...(detail === '' ? {} : { detail }) };
  return (await vscode.window.showWarningMessage(message, options, action)) === action;
};

const more = (lines: readonly string[]): string => `… +${lines.length - mostLines + 1}`;
