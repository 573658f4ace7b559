import * as vscode from 'vscode';

/** Another extension that knows compose files. */
interface Peer {
  readonly id: string;
  /** A setting of its own that turns that off; read, never written. */
  readonly setting?: string;
  /** It has an outline for every YAML file, whatever is in it. */
  readonly outline: boolean;
  /** "Run All Services", and "Run Service" above each of them. */
  readonly startLenses: boolean;
}

const peers: readonly Peer[] = [
  { id: 'redhat.vscode-yaml', outline: true, startLenses: false },
  {
    ...{ id: 'docker.docker', setting: 'docker.extension.enableComposeLanguageServer' },
    ...{ outline: true, startLenses: false },
  },
  {
    ...{
      id: 'ms-azuretools.vscode-containers',
      setting: 'containers.enableComposeLanguageService',
    },
    ...{ outline: false, startLenses: true },
  },
];

/** Those that are installed, enabled here, and not turned off. */
const activePeers = (): readonly Peer[] => {
  const settings = vscode.workspace.getConfiguration();
  return peers.filter(
    ({ id, setting }) =>
      vscode.extensions.getExtension(id) !== undefined &&
      (setting === undefined || settings.get(setting) !== false),
  );
};

export const hasPeers = (): boolean => activePeers().length > 0;

export const hasOutlineElsewhere = (): boolean => activePeers().some(({ outline }) => outline);

export const hasStartLenses = (): boolean => activePeers().some(({ startLenses }) => startLenses);

/** Whether a change of settings may have turned one on or off. */
export const affectsPeers = (event: vscode.ConfigurationChangeEvent): boolean =>
  peers.some(({ setting }) => setting !== undefined && event.affectsConfiguration(setting));
