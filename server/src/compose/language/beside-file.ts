import { URI, Utils } from 'vscode-uri';

/** A path as a compose file means it: from its own folder, which may lie on a share such as `//wsl$/…`. */
export const besideFile = (file: string, ...parts: readonly string[]): string =>
  Utils.resolvePath(Utils.dirname(URI.file(file)), ...parts).fsPath;
