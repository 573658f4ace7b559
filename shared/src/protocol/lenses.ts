/**
 * What the code lenses of compose files do when they are clicked. These commands are the editor's own:
 * it names those that it has (and that nothing else beside it shows) in `Settings.composeLenses`.
 *
 * The first argument is the id of the project, or the address of the file where that is not known; of
 * a service's commands the second one is its name. `openTerminal` gets the id of a container.
 */
export const lensCommands = {
  startProject: 'hyperbox.projects.start',
  stopProject: 'hyperbox.projects.stop',
  startService: 'hyperbox.services.start',
  stopService: 'hyperbox.services.stop',
  restartService: 'hyperbox.services.restart',
  showLogs: 'hyperbox.services.showLogs',
  openTerminal: 'hyperbox.containers.openTerminal',
} as const;
export type LensCommand = (typeof lensCommands)[keyof typeof lensCommands];
