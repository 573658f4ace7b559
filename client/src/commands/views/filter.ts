import * as vscode from 'vscode';
import { t } from '../../base/l10n.ts';
import type { View } from '../../views/view.ts';
import { viewNames, type ViewName } from '../../views/view-table.ts';
import type { Command } from '../command.ts';

/** A filter for each view that lists things: it narrows the rows while it is typed. */
export const filterCommands: readonly Command[] = viewNames
  .filter((name) => name !== 'engine')
  .flatMap((name): readonly Command[] => [
    {
      id: `hyperbox.${name}.filter`,
      run: async ({ views }) => {
        const view = views.view(name);
        if (view !== undefined) await askFilter(view, titles[name]());
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

const titles: Readonly<Record<ViewName, () => string>> = {
  projects: () => t('Filter Projects'),
  reloads: () => t('Filter Reloads'),
  containers: () => t('Filter Containers'),
  images: () => t('Filter Images'),
  volumes: () => t('Filter Volumes'),
  networks: () => t('Filter Networks'),
  engine: () => t('Filter'),
};

const askFilter = (view: View, title: string): Promise<void> =>
  new Promise((resolve) => {
    const before = view.filter;
    let accepted = false;
    const box = Object.assign(vscode.window.createInputBox(), {
      title,
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
