import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { ensureCompose } from '../../../../scripts/setup/compose.ts';
import { command, ensureBusybox } from '../../../support/engine.ts';
import { openVsCode, type VsCode } from '../../../support/vscode.ts';
import { docker, removeProject } from '../bed/docker.ts';
import { goTo, openFile } from '../bed/editor.ts';
import { logRow, readThrough } from '../bed/log-rows.ts';
import { panelFrame } from '../bed/panels.ts';
import { openSidebar, row } from '../bed/rows.ts';

const project = `hyperbox-markers-${String(process.pid)}`;
const container = `${project}-counter-1`;

const composeFile = (image: string): string => `
name: ${project}
services:
  counter:
    image: ${image}
    init: true
    command: [sh, /work/count.sh]
    volumes: ['./counter:/work:ro', 'kept:/kept']
volumes:
  kept:
`;

/**
 * Counts on wherever the container before it was; one that is asked to stop ends after a whole line. A shell
 * reads a script as it goes, but a block whole: it may be edited while it runs.
 */
const script = `
{
trap 'stop=1' TERM
n=$(cat /kept/n 2>/dev/null || echo 0)
while [ -z "$stop" ]; do
  echo "count $n"; n=$((n+1)); echo $n > /kept/next; mv /kept/next /kept/n; sleep 0.05
done
exit
}
`;

describe('the logs of a service that is killed, restarted, recreated and reloaded', function () {
  this.timeout(120_000);
  let vscode: VsCode;
  let frame: Frame;
  let lines: readonly string[];
  let compose: (...args: string[]) => Promise<unknown>;
  const closers: (() => Promise<unknown>)[] = [];

  before(async function () {
    this.timeout(300_000);
    const folder = await mkdtemp(path.join(tmpdir(), `${project}-`));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    await mkdir(path.join(folder, 'counter'));
    await writeFile(path.join(folder, 'counter', 'count.sh'), script);
    const image = await ensureBusybox();
    await writeFile(path.join(folder, 'compose.yaml'), composeFile(image));
    closers.push(() => removeProject(project));
    const program = await ensureCompose();
    compose = (...args) => command(program, ['--project-directory', folder, ...args]);
    await compose('up', '-d');
    vscode = await openVsCode({ folder, settings: { 'hyperbox.autoRestart': true } });
    closers.push(() => vscode.close());
    await openSidebar(vscode.page);
    await row(vscode.page, /^counter, running/).waitFor({ timeout: 60_000 });
    await row(vscode.page, new RegExp(`^${project}, .*auto restart`)).waitFor();
    await openFile(vscode.page, 'count.sh');
    await vscode.runCommand('HyperBox: Show Logs of Project');
    frame = await panelFrame(vscode.page, 'main.logs');
    await lineComes(/count \d+/);
  });

  after(async function () {
    this.timeout(60_000);
    for (const close of closers.reverse()) await close();
  });

  const lineComes = (text: RegExp): Promise<void> => logRow(frame, text).last().waitFor();

  it('have a marker for each, as it happens', async () => {
    await docker('kill', container);
    await lineComes(/counter-1 exited with code 137/);
    await docker('start', container);
    await lineComes(/counter-1 started/);
    await docker('restart', container);
    await lineComes(/counter-1 restarted/);
    await compose('up', '-d', '--force-recreate', '--no-deps', 'counter');
    await lineComes(/counter-1 recreated/);
    await vscode.page.locator('.tab', { hasText: 'count.sh' }).click();
    await goTo(vscode.page, 1, 1);
    await vscode.page.keyboard.type('# a comment');
    await vscode.page.keyboard.press('Control+s');
    await lineComes(/counter reloaded in \d+ ms: count\.sh \(restart\)/);
  });

  it('have them in their places, and no line is lost or there twice around them', async () => {
    // It goes on while it is read, and the end would never be there.
    await docker('pause', container);
    lines = await readThrough(frame).finally(() => docker('unpause', container));
    await vscode.screenshot('panel-logs-markers');
    const markers = lines.filter((line) => !line.startsWith('count '));
    assert.deepEqual(markers.map(kindOf), [
      ...['exited', 'started'],
      ...['exited', 'restarted'],
      ...['exited', 'removed', 'recreated'],
      ...['exited', 'restarted', 'reloaded'],
      'paused',
    ]);
    assertCountsOn(lines);
  });
});

const kindOf = (marker: string): string =>
  / (exited|started|restarted|removed|recreated|reloaded|paused)/.exec(marker)?.[1] ?? marker;

/** A number is there twice if the container was killed before it could keep the next one. */
const assertCountsOn = (lines: readonly string[]): void => {
  let last = -1;
  let killed = false;
  for (const line of lines) {
    const number = /^count (\d+)$/.exec(line)?.[1];
    if (number === undefined) {
      killed ||= line.includes('code 137');
      continue;
    }
    const n = Number(number);
    if (!(killed && n === last)) assert.equal(n, last + 1, `after count ${String(last)}`);
    last = n;
    killed = false;
  }
  assert.ok(last > 20, 'it has counted');
};
