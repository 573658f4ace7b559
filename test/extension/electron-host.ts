import { runTests } from '@vscode/test-electron';
import type { HostOptions } from './browser-host.ts';

/** The same suites in the desktop's extension host, on machines that can download VS Code. */
export async function runInElectron(options: HostOptions): Promise<number> {
  return runTests({
    extensionDevelopmentPath: options.extension,
    extensionTestsPath: options.suites,
    launchArgs: [options.folder, '--disable-extensions', '--disable-workspace-trust'],
  });
}
