import * as vscode from 'vscode';

/** Microsoft's Container Tools: "Run All Services" and "Run Service" above each of them. */
const containerTools = {
  id: 'ms-azuretools.vscode-containers',
  setting: 'containers.enableComposeLanguageService',
};

/** Whether another extension that is enabled here shows lenses that start services. */
export const hasStartLenses = (): boolean =>
  vscode.extensions.getExtension(containerTools.id) !== undefined &&
  vscode.workspace.getConfiguration().get(containerTools.setting) !== false;

export const affectsStartLenses = (event: vscode.ConfigurationChangeEvent): boolean =>
  event.affectsConfiguration(containerTools.setting);
