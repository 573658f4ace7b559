import * as vscode from 'vscode';
import type { StatusLook } from './status-look.ts';

/** Gives an item of the status bar its look; without one it hides. */
export const showStatus = (item: vscode.StatusBarItem, look: StatusLook | undefined): void => {
  if (look === undefined) {
    item.hide();
    return;
  }
  item.text = look.text;
  item.tooltip = look.tooltip;
  item.accessibilityInformation = { label: look.spoken, role: 'button' };
  const background = look.fails === true ? 'error' : look.warns ? 'warning' : undefined;
  item.backgroundColor =
    background && new vscode.ThemeColor(`statusBarItem.${background}Background`);
  item.show();
};
