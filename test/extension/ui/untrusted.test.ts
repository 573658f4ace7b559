import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { docker } from './bed/docker.ts';
import { markedText, openFile } from './bed/editor.ts';
import { foldViews, openSidebar, row } from './bed/rows.ts';
import { until } from './bed/wait.ts';
import { openVsCode, type VsCode } from '../../support/vscode.ts';

const project = `hyperbox-untrusted-${String(process.pid)}`;

describe('a workspace that is not trusted', function () {
  this.timeout(120_000);
  let folder: string;
  let vscode: VsCode;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hyperbox-untrusted-'));
    await writeFile(
      path.join(folder, 'compose.yaml'),
      `name: ${project}\nservices:\n  web:\n    image: busybox\n    depends_on: [nobody]\n`,
    );
    vscode = await openVsCode({ folder, trust: 'ask' });
  });

  after(async () => {
    await vscode.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows why nothing of it runs, and lists nothing', async () => {
    await openSidebar(vscode.page);
    await vscode.page
      .getByText('HyperBox runs nothing in a workspace that is not trusted')
      .waitFor({ timeout: 30_000 });
    await vscode.page.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
    assert.equal(await row(vscode.page, /^web, /).count(), 0);
    await foldViews(vscode.page, ['Reloads']);
    await vscode.page.getByText('Nothing is reloaded in a workspace that is not trusted').waitFor();
    await vscode.screenshot('untrusted');
  });

  it('has its compose file checked', async () => {
    await openFile(vscode.page, 'compose.yaml');
    await until('the squiggle', async () =>
      (await markedText(vscode.page)).some((text) => text.includes('nobody')) ? true : undefined,
    );
  });

  it('makes nothing on the engine', async () => {
    const filter = `label=com.docker.compose.project=${project}`;
    assert.equal(await docker('ps', '-aq', '--filter', filter), '');
  });
});
