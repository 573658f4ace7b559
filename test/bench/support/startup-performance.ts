import type { VsCode } from '../../support/vscode.ts';

/** What VS Code itself measured of an extension's activation, in milliseconds. */
export interface ActivationTimes {
  readonly load: number;
  readonly call: number;
  readonly finish: number;
}

/** Reads the "Extension Activation Stats" of the command "Developer: Startup Performance". */
export async function activationTimes(
  vscode: VsCode,
  extensions: readonly string[],
): Promise<ReadonlyMap<string, ActivationTimes>> {
  const { page } = vscode;
  const giveUp = Date.now() + 60_000;
  for (;;) {
    await vscode.runCommand('Developer: Startup Performance');
    const lines = page.locator('.editor-instance .view-lines', { hasText: 'System Info' });
    await lines.first().click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+C');
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const times = parse(text);
    const missing = extensions.filter((extension) => !times.has(extension));
    await page.keyboard.press('Escape');
    if (missing.length === 0) return times;
    if (Date.now() > giveUp) throw new Error(`not active: ${missing.join(', ')}`);
    // The page does not follow what happens after it was opened.
    await vscode.runCommand('View: Close Editor');
  }
}

const row = /^\| ([\w.-]+) +\| (?:true|false) +\| (\d+) +\| (\d+) +\| (\d+) +\|/gm;

const parse = (text: string): ReadonlyMap<string, ActivationTimes> =>
  new Map(
    [...text.matchAll(row)].map(([, name = '', load, call, finish]) => [
      name,
      { load: Number(load), call: Number(call), finish: Number(finish) },
    ]),
  );
