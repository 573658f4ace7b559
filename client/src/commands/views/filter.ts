import * as vscode from 'vscode';
import { t } from '../../base/l10n.ts';
import type { View } from '../../views/view.ts';
import { viewNames } from '../../views/view-table.ts';
import type { Command } from '../command.ts';

/** A filter for each view that lists things: it narrows the rows while it is typed. */
export const filterCommands: readonly Command[] = viewNames
  .filter((name) => name !== 'engine')
  .flatMap((name): readonly Command[] => [
    {
      id: `hyperbox.${name}.filter`,
      run: async ({ views }) => {
        const view = views.view(name);
        if (view !== undefined) await askFilter(view);
      },
    },
    {
      id: `hyperbox.${name}.clearFilter`,
      run: ({ views }) => {
        const view = views.view(name);
        if (view === undefined) return;
        view.filter = '';
        view.saveFilter();
      },
    },
  ]);

const askFilter = (view: View): Promise<void> =>
  new Promise((resolve) => {
    const before = view.filter;
    let accepted = false;
    const box = Object.assign(vscode.window.createInputBox(), {
      title: t('Filter'),
      prompt: t('Words that a row must hold; empty for all rows'),
      value: before,
    });
    box.onDidChangeValue((text) => {
      view.filter = text.trim();
    });
    box.onDidAccept(() => {
      accepted = true;
      box.hide();
    });
    box.onDidHide(() => {
      if (accepted) view.saveFilter();
      else view.filter = before;
      box.dispose();
      resolve();
    });
    box.show();
  });
