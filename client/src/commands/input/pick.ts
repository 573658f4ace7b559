import * as vscode from 'vscode';

export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly icon?: string;
  readonly color?: string;
  readonly picked?: boolean;
  readonly value: T;
}

interface PickItem<T> extends vscode.QuickPickItem {
  readonly value: T;
}

const toItem = <T>(choice: Choice<T>): PickItem<T> => ({
  label: choice.label,
  value: choice.value,
  ...(choice.description === undefined ? {} : { description: choice.description }),
  ...(choice.detail === undefined ? {} : { detail: choice.detail }),
  ...(choice.picked === undefined ? {} : { picked: choice.picked }),
  ...(choice.icon === undefined
    ? {}
    : {
        iconPath: new vscode.ThemeIcon(
          choice.icon,
          choice.color === undefined ? undefined : new vscode.ThemeColor(choice.color),
        ),
      }),
});

const options = { matchOnDescription: true, matchOnDetail: true };

/** `undefined` when the user has gone away without choosing. The list may still be on its way. */
export const pickOne = async <T>(
  title: string,
  choices: readonly Choice<T>[] | Promise<readonly Choice<T>[]>,
): Promise<T | undefined> => {
  const items = Promise.resolve(choices).then((list) => list.map(toItem));
  return (await vscode.window.showQuickPick(items, { ...options, title }))?.value;
};

export const pickMany = async <T>(
  title: string,
  choices: readonly Choice<T>[],
): Promise<readonly T[] | undefined> => {
  const items = choices.map(toItem);
  const picked = await vscode.window.showQuickPick(items, { ...options, title, canPickMany: true });
  return picked?.map(({ value }) => value);
};
