import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBusybox } from '../../support/engine.ts';
import { openVsCode, type VsCode } from '../../support/vscode.ts';
import { removeProject } from './bed/docker.ts';
import { lensSays } from './bed/lenses.ts';
import { openSidebar, row } from './bed/rows.ts';

const project = `hyperbox-usage-${String(process.pid)}`;
const held = 'held=$(head -c 20000000 /dev/zero | tr "\\0" x); while true; do sleep 1; done';

describe('what services use, where one already looks', function () {
  this.timeout(120_000);
  let folder: string;
  let vscode: VsCode;

  before(async function () {
    this.timeout(300_000);
    folder = await mkdtemp(path.join(tmpdir(), `${project}-`));
    const image = await ensureBusybox();
    await writeFile(
      path.join(folder, 'compose.yaml'),
      [
        `name: ${project}`,
        'services:',
        '  api:',
        `    image: ${image}`,
        '    init: true',
        // Compose files have variables of their own.
        `    command: [sh, -c, ${JSON.stringify(held.replaceAll('$', '$$$$'))}]`,
        '  idle:',
        `    image: ${image}`,
        '    init: true',
        '    command: [sleep, "1000"]',
        '',
      ].join('\n'),
    );
    vscode = await openVsCode({
      folder,
      settings: { 'hyperbox.metrics.inTree': true, 'hyperbox.metrics.codeLens': true },
    });
  });

  after(async () => {
    await (vscode as VsCode | undefined)?.close();
    await removeProject(project);
    await rm(folder, { recursive: true, force: true });
  });

  it('stands in their rows and above them in the compose file', async () => {
    await openSidebar(vscode.page);
    await vscode.runCommand('HyperBox: Start Project');
    const usage = /CPU \d+ % · [\d.]+ MiB/;
    const rowOf = (service: string) =>
      row(vscode.page, new RegExp(`^${service}, running.*, ${usage.source}`));
    await rowOf('api').waitFor({ timeout: 60_000 });
    await rowOf('idle').waitFor();
    await row(vscode.page, /^api, running.* · 2\d MiB/).waitFor();

    await row(vscode.page, /^api, running/).dblclick();
    await vscode.runCommand('HyperBox: Open Compose File');
    await lensSays(vscode.page, new RegExp(`running · ${usage.source}`));
    await vscode.screenshot('usage-dark');
  });
});
