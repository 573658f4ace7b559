import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { ensureBusybox } from '../../support/engine.ts';
import { openVsCode, type VsCode } from '../../support/vscode.ts';
import { docker } from './bed/docker.ts';
import { panelFrame } from './bed/panels.ts';
import { until } from './bed/wait.ts';

const container = `hyperbox-pressure-${String(process.pid)}`;
/** From here on HyperBox warns. */
const warningPercent = 20;

/** More loops than there are processors, which give way to whatever else wants one. */
const loops = `for i in $(seq ${String(availableParallelism() + 1)}); do (while :; do :; done) & done; wait`;

/** What the kernel says of all that may be short, over its last ten seconds. */
const worstPercent = async (): Promise<number> => {
  const some = async (kind: string): Promise<number> => {
    const text = await readFile(`/proc/pressure/${kind}`, 'utf8');
    return Number(/^some avg10=([\d.]+)/.exec(text)?.[1]);
  };
  return Math.max(...(await Promise.all(['cpu', 'memory', 'io'].map(some))));
};

describe('pressure on the machine, in the status bar', function () {
  this.timeout(120_000);
  let folder: string;
  let vscode: VsCode;
  let item: Locator;

  before(async function () {
    this.timeout(300_000);
    // Where it is switched off the files are there, and cannot be read.
    if (Number.isNaN(await worstPercent().catch(() => NaN))) {
      console.log('      skipped: this kernel does not tell of pressure');
      this.skip();
    }
    folder = await mkdtemp(path.join(tmpdir(), `${container}-`));
    const image = await ensureBusybox();
    await docker(
      ...['run', '-d', '--init', '--name', container, '--cpu-shares', '2'],
      ...[image, 'sh', '-c', loops],
    );
    vscode = await openVsCode({ folder });
    item = vscode.page.locator('.statusbar-item', { hasText: /CPU pressure \d+ %/ });
  });

  after(async () => {
    await (vscode as VsCode | undefined)?.close();
    await docker('rm', '-f', container).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  });

  it('says what is short, and how much', async () => {
    await item.waitFor({ timeout: 60_000 });
    const said = Number(/(\d+) %/.exec(await item.innerText())?.[1]);
    assert.ok(said >= warningPercent, `${String(said)} %`);
    const spoken = await item.getByRole('button').getAttribute('aria-label');
    assert.match(spoken ?? '', /CPU: tasks wait for it \d+ % of the time/);
    await vscode.screenshot('pressure');
  });

  it('leads to the metrics of all containers, of which one is to blame', async () => {
    await item.click();
    const frame = await panelFrame(vscode.page, 'main.metrics');
    await frame.locator('.card .name', { hasText: container }).waitFor();
  });

  it('is gone when there is none any more', async () => {
    await docker('rm', '-f', container);
    // Others may keep this machine busy: what it says then is what the kernel says.
    const agrees = async (): Promise<true | undefined> => {
      const isPressing = (await worstPercent()) >= warningPercent;
      return (await item.count()) === (isPressing ? 1 : 0) ? true : undefined;
    };
    await until(
      'the machine is calm',
      async () => ((await worstPercent()) < warningPercent ? true : undefined),
      45_000,
    ).catch(() => {
      console.log('      this machine is busy without us');
    });
    await until('the status bar agrees with the kernel', agrees);
  });
});
