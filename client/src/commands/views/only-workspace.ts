import type { Command } from '../command.ts';

/** Two ids, so that the button in the view's title shows what it changes. */
export const showOnlyWorkspace: Command = {
  id: 'hyperbox.projects.showOnlyWorkspace',
  run: ({ views }) => {
    views.onlyWorkspace = true;
  },
};

export const showAllProjects: Command = {
  id: 'hyperbox.projects.showAll',
  run: ({ views }) => {
    views.onlyWorkspace = false;
  },
};
