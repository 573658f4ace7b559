/** A VS Code that opens on the folder and nothing else: no welcome, no chat, nothing from outside. */
export const calmSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'git.openRepositoryInParentFolders': 'never',
  // HyperBox says where a project is open; VS Code would say it once more for each port.
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
} as const;
