import type { Page } from 'playwright-core';

const prompt = '.quick-input-widget input';

/** Opens a file as a person does: Ctrl+P, its name, Enter. */
export const openFile = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('Control+p');
  const input = page.locator(prompt).first();
  await input.waitFor();
  await input.fill(name);
  const found = page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
  await found.waitFor();
  await found.click();
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator('.monaco-editor .view-lines').first().waitFor();
};

/** Puts the cursor into the open file: Ctrl+G, line:column, Enter. Both count from 1. */
export const goTo = async (page: Page, line: number, column: number): Promise<void> => {
  await page.keyboard.press('Control+g');
  const input = page.locator(prompt).first();
  await input.waitFor();
  await input.fill(`:${String(line)}:${String(column)}`);
  await page.keyboard.press('Enter');
  await input.waitFor({ state: 'hidden' });
};

/** The texts that stand above the error squiggles on the screen. */
export const markedText = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const marks = [...document.querySelectorAll('.squiggly-error')];
    return marks.map((mark) => {
      const place = mark.getBoundingClientRect();
      const y = place.top + place.height / 2;
      const lines = [...document.querySelectorAll('.view-lines .view-line')];
      const line = lines.find((candidate) => {
        const { top, bottom } = candidate.getBoundingClientRect();
        return top <= y && y < bottom;
      });
      const words = [...(line?.querySelectorAll('span > span') ?? [])].filter((word) => {
        const { left, right } = word.getBoundingClientRect();
        return left < place.right - 1 && right > place.left + 1;
      });
      return words
        .map((word) => word.textContent)
        .join('')
        .trim();
    });
  });

/** Waits until what comes up softly has come up, for a picture of it. */
export const fadedIn = (page: Page, selector: string): Promise<unknown> =>
  page.waitForFunction((name) => {
    const running = (node: Element): boolean =>
      node.getAnimations({ subtree: true }).some(({ playState }) => playState === 'running');
    return ![...document.querySelectorAll(name)].some(running);
  }, selector);
