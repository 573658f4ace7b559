import type { Locator, Page } from 'playwright-core';

/** Opens our sidebar as a person does: by its icon. */
export const openSidebar = async (page: Page): Promise<void> => {
  await page
    .getByRole('tab', { name: /^HyperBox/ })
    .first()
    .click();
};

const headerOf = (page: Page, view: string): Locator =>
  page.getByRole('button', { name: new RegExp(`^${view}.* Section`) });

/** Folds these views of the sidebar that are open, and opens those that are not. */
export const foldViews = async (page: Page, names: readonly string[]): Promise<void> => {
  for (const name of names) await headerOf(page, name).click();
  await page.locator('.editor-group-container').click();
};

/** Gives an open view room by the border that it has with the one above. */
export const growView = async (page: Page, name: string, pixels: number): Promise<void> => {
  // Which waits until it stands still: views open and fold softly.
  await headerOf(page, name).hover();
  const header = await headerOf(page, name).boundingBox();
  if (header === null) throw new Error(`there is no view ${name}`);
  await page.mouse.move(header.x + header.width / 2, header.y);
  await page.mouse.down();
  await page.mouse.move(header.x + header.width / 2, header.y - pixels, { steps: 5 });
  await page.mouse.up();
};

/** A row of the sidebar, by what a screen reader says of it. */
export const row = (page: Page, name: RegExp): Locator => page.getByRole('treeitem', { name });

export type Colour = 'red' | 'green' | 'grey' | 'other';

/** How a row's icon looks to the eye: its glyph and the colour that the theme gives it. */
export const iconOf = async (item: Locator): Promise<{ glyph: string; colour: Colour }> => {
  const icon = item.locator('.custom-view-tree-node-item-icon');
  const { classes, rgb } = await icon.evaluate((node) => ({
    classes: [...node.classList],
    rgb: getComputedStyle(node).color,
  }));
  const glyph = classes.find((name) => name.startsWith('codicon-'))?.slice('codicon-'.length) ?? '';
  return { glyph, colour: colourOf(rgb) };
};

const colourOf = (rgb: string): Colour => {
  const [r = 0, g = 0, b = 0] = (rgb.match(/[\d.]+/g) ?? []).map(Number);
  if (Math.max(r, g, b) - Math.min(r, g, b) < 25) return 'grey';
  if (r > g + 60 && r > b + 60) return 'red';
  return g > r + 40 && g > b ? 'green' : 'other';
};

/**
 * Watches a row, and from then on knows when (by the machine's clock, in ms) its icon turned red on the
 * screen. To be awaited before whatever turns it.
 */
export const watchForRed = async (
  page: Page,
  service: string,
): Promise<{ readonly turnedAtMs: () => Promise<number> }> => {
  await page.evaluate((name) => {
    const isRed = (): boolean => {
      const icon = document.querySelector(
        `[role=treeitem][aria-label^="${name},"] .custom-view-tree-node-item-icon.codicon-error`,
      );
      if (icon === null) return false;
      const [r = 0, g = 0, b = 0] = (getComputedStyle(icon).color.match(/[\d.]+/g) ?? []).map(
        Number,
      );
      return r > g + 60 && r > b + 60;
    };
    const seen = new Promise<number>((resolve) => {
      const watching = new MutationObserver(() => {
        if (!isRed()) return;
        watching.disconnect();
        resolve(Date.now());
      });
      watching.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    Object.assign(window, { turnedRed: seen });
  }, service);
  return {
    turnedAtMs: () =>
      page.evaluate(() => (window as unknown as { turnedRed: Promise<number> }).turnedRed),
  };
};
