import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { docker, removeProject } from './bed/docker.ts';
import { iconOf, openSidebar, row } from './bed/rows.ts';
import { ensureBusybox } from '../../support/engine.ts';
import { openVsCode, type VsCode } from '../../support/vscode.ts';

const project = `hyperbox-sidebar-${String(process.pid)}`;
/** A project that two folders have containers of, both elsewhere. */
const twin = `${project}-twin`;

describe('the sidebar', function () {
  this.timeout(120_000);
  let folder: string;
  let vscode: VsCode;

  before(async function () {
    this.timeout(300_000);
    folder = await mkdtemp(path.join(tmpdir(), `${project}-`));
    const image = await ensureBusybox();
    const stubborn = 'trap "" TERM; while true; do sleep 1; done';
    await writeFile(
      path.join(folder, 'compose.yaml'),
      [
        `name: ${project}`,
        'services:',
        '  stubborn:',
        `    image: ${image}`,
        `    command: [sh, -c, ${JSON.stringify(stubborn)}]`,
        '    stop_grace_period: 1s',
        '  polite:',
        `    image: ${image}`,
        '    init: true',
        '    command: [sleep, "1000"]',
        '',
      ].join('\n'),
    );
    for (const parent of ['one', 'two']) await createElsewhere(`/${parent}/shop`, image);
    vscode = await openVsCode({ folder });
  });

  after(async () => {
    await (vscode as VsCode | undefined)?.close();
    for (const name of [project, twin]) await removeProject(name);
    await rm(folder, { recursive: true, force: true });
  });

  const rowOf = (name: RegExp): Locator => row(vscode.page, name);
  const createElsewhere = (directory: string, image: string): Promise<string> =>
    docker(
      'create',
      ...[
        `com.docker.compose.project=${twin}`,
        'com.docker.compose.service=web',
        'com.docker.compose.container-number=1',
        'com.docker.compose.oneoff=False',
        `com.docker.compose.project.working_dir=${directory}`,
        `com.docker.compose.project.config_files=${directory}/compose.yaml`,
      ].flatMap((label) => ['--label', label]),
      image,
    );

  it('tells two projects of one name apart by where they lie', async () => {
    await openSidebar(vscode.page);
    for (const place of ['one/shop', 'two/shop']) {
      await rowOf(new RegExp(`^${twin}, .*${place}`)).waitFor({ timeout: 30_000 });
    }
  });

  it('shows a service that had to be killed to stop as stopped, and one that is killed as failed', async () => {
    await vscode.runCommand('HyperBox: Start Project');
    await rowOf(/^stubborn, running/).waitFor({ timeout: 30_000 });
    await rowOf(/^polite, running/).waitFor();
    await docker('kill', `${project}-polite-1`);
    const killed = rowOf(/^polite, exited/);
    await killed.waitFor();
    assert.equal((await iconOf(killed)).colour, 'red');

    await vscode.runCommand('HyperBox: Stop Project');
    const stopped = rowOf(/^stubborn, stopped$/);
    await stopped.waitFor({ timeout: 30_000 });
    assert.equal((await iconOf(stopped)).colour, 'grey');
    assert.equal((await iconOf(rowOf(/^polite, exited/))).colour, 'red');
    const told = vscode.page.getByText('It did not stop in time and was killed.');
    // A row that is drawn anew under the pointer takes its tooltip along.
    for (let left = 5; left > 0 && !(await told.isVisible()); left -= 1) {
      await vscode.page.mouse.move(600, 400);
      await stopped.hover();
      await told.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    await told.waitFor();
    await vscode.screenshot('stopped-with-force');
  });
});
