import { foldersChanged, settingsChanged, trustGranted } from '#shared/protocol/workspace';
import { onNotification, type Handler } from './handler.ts';

export const workspaceHandlers: readonly Handler[] = [
  onNotification(
    settingsChanged,
    ({ workspace }, settings) => {
      workspace.changeSettings(settings);
    },
    { untrusted: true },
  ),
  onNotification(
    trustGranted,
    ({ workspace }) => {
      workspace.grantTrust();
    },
    { untrusted: true },
  ),
  onNotification(
    foldersChanged,
    ({ workspace }, { folders }) => {
      workspace.changeFolders(folders);
    },
    { untrusted: true },
  ),
];
