import type { Locator, Page } from 'playwright-core';
import { openVsCode, type VsCode } from '../../support/vscode.ts';

/** A real VS Code on a folder, with the extension of this checkout and a clipboard to read from. */
export function openWindow(folder: string, env: NodeJS.ProcessEnv = {}): Promise<VsCode> {
  return openVsCode({
    folder,
    env,
    size: { width: 1280, height: 1000 },
    prepare: (context) => context.grantPermissions(['clipboard-read', 'clipboard-write']),
  });
}

export async function reload({ page }: VsCode): Promise<void> {
  await page.reload();
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
}

export const sidebarTab = (page: Page, name: RegExp): Locator =>
  page.getByRole('tab', { name }).first();

/** The rows of the sidebar's first HyperBox view. */
export const projectRows = (page: Page): Locator =>
  page
    .locator('[id="workbench.view.extension.hyperbox"] .pane')
    .first()
    .locator('.monaco-list-row');

export async function openSidebar(page: Page): Promise<void> {
  await sidebarTab(page, /^HyperBox/).click();
  await projectRows(page).first().waitFor({ timeout: 30_000 });
}
