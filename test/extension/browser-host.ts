import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openVsCode } from '../support/vscode.ts';

export interface HostOptions {
  /** The bundle whose `run()` is called within the extension host. */
  readonly suites: string;
  /** The extension under test: a folder, loaded as in development. */
  readonly extension: string;
  readonly folder: string;
}

/** What `index.ts` puts before the lines of the suites. */
const mark = '[hyperbox-test] ';

/** A run that takes longer hangs; the suites' own limits are far below. */
const limitMs = 10 * 60_000;

/**
 * Runs the suites in the extension host of a VS Code in the browser; answers with its exit code.
 * What else VS Code's console says is beside the bundle, in `index.cjs.log`.
 */
export async function runInBrowser(options: HostOptions): Promise<number> {
  const log = createWriteStream(`${options.suites}.log`);
  let exited: (code: number) => void = () => undefined;
  const exit = new Promise<number>((resolve) => {
    exited = resolve;
  });
  const vscode = await openVsCode({
    folder: options.folder,
    extension: options.extension,
    payload: [['extensionTestsPath', options.suites]],
    prepare: async (context) => {
      await context.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
        const line = `${args.map(String).join(' ')}\n`;
        if (line.startsWith(mark)) process.stdout.write(line.slice(mark.length));
        else log.write(`${type}: ${line}`);
      });
      await context.exposeFunction('codeAutomationExit', exited);
    },
  });
  const timeout = AbortSignal.timeout(limitMs);
  try {
    const late = new Promise<never>((_, reject) => {
      timeout.addEventListener('abort', () => {
        reject(new Error(`the extension host did not finish in ${String(limitMs / 60_000)} min`));
      });
    });
    return await Promise.race([exit, late]);
  } finally {
    log.end();
    await vscode.close();
  }
}

/** This checkout: its `dist/` must have been built. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url));
