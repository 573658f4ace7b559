import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Bench } from '../../scripts/bench/harness.ts';
import type { VsCode } from '../support/vscode.ts';
import { activationTimes, type ActivationTimes } from './support/startup-performance.ts';
import { openSidebar, openWindow, reload } from './support/window.ts';

const ours = 'hyperbox.hyperbox';
const peer = 'vscode.json-language-features';

let folder: string;
let vscode: VsCode;
/** One for each load of the window; both extensions in each. */
const loads: ReadonlyMap<string, ActivationTimes>[] = [];

/** Reads the next load of the window for a side, which is the same load for both sides. */
const reader = (extension: string, part: (times: ActivationTimes) => number) => {
  let next = 0;
  return async (): Promise<number> => {
    const index = next++;
    if (loads.length <= index) {
      await reload(vscode);
      await openJson();
      loads.push(await activationTimes(vscode, [ours, peer]));
      await vscode.runCommand('View: Close Editor');
    }
    return part(loads[index]!.get(extension)!);
  };
};

/** The window opens with it again, unless VS Code had no time to note that it was open. */
const openJson = async (): Promise<void> => {
  const tab = vscode.page.getByRole('tab', { name: /^data\.json/ }).first();
  const restored = await tab.waitFor({ timeout: 5000 }).then(
    () => true,
    () => false,
  );
  if (restored) return;
  await vscode.page.keyboard.press('ControlOrMeta+P');
  await vscode.page.locator('.quick-input-widget input').first().fill('data.json');
  await vscode.page.locator('.quick-input-list .monaco-list-row').first().click();
  await tab.waitFor();
};

const whole = ({ load, call, finish }: ActivationTimes): number => load + call + finish;
/** What "Developer: Show Running Extensions" says. */
const blocking = ({ load, call }: ActivationTimes): number => load + call;

export const bench: Bench = {
  title: 'Activation in VS Code, as its startup performance page has it',
  setUp: async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hyperbox-bench-'));
    await writeFile(path.join(folder, 'data.json'), '{ "a": 1 }\n');
    vscode = await openWindow(folder);
    await vscode.page
      .getByRole('treeitem', { name: /^data\.json/ })
      .first()
      .dblclick();
    await vscode.page
      .getByRole('tab', { name: /^data\.json/ })
      .first()
      .waitFor();
    await openSidebar(vscode.page).catch(() => undefined);
    return async () => {
      await vscode.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    };
  },
  rows: [
    {
      kind: 'comparison',
      title: 'load code, call and finish `activate`',
      peer: 'JSON language features',
      goal: 1,
      rounds: 10,
      measureOurs: reader(ours, whole),
      measurePeer: reader(peer, whole),
    },
    {
      kind: 'comparison',
      title: 'load code and call `activate`',
      peer: 'JSON language features',
      goal: 1,
      rounds: 10,
      measureOurs: reader(ours, blocking),
      measurePeer: reader(peer, blocking),
    },
  ],
};
