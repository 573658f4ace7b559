import type { Frame, Locator } from 'playwright-core';
import { until } from './wait.ts';

/** The rows of the log that are in sight, or near it. */
export const logRow = (frame: Frame, text: string | RegExp): Locator =>
  frame.locator('.row', { hasText: text });

export const logButton = (frame: Frame, label: string): Locator =>
  frame.locator(`vscode-button[aria-label="${label}"]`);

/** A choice in one of the panel's menus. */
export const choose = async (frame: Frame, button: string, label: string): Promise<void> => {
  await logButton(frame, button).click();
  await frame.locator('.menu:not([hidden]) .menu-item', { hasText: label }).first().click();
};

/** Types what is searched for; the number of matches is known when it returns. */
export const searchFor = async (frame: Frame, text: string): Promise<void> => {
  await frame.locator('.list').focus();
  await frame.page().keyboard.press('Control+f');
  await frame.page().keyboard.type(text);
  await frame.locator('.count', { hasText: /\d|No results/ }).waitFor();
};

/** To the end, whatever is shown. */
export const followEnd = async (frame: Frame): Promise<void> => {
  await frame.locator('.list').focus();
  await frame.page().keyboard.press('End');
  await frame.locator('.new-lines').waitFor({ state: 'hidden' });
};

/** All lines of the log from its start to its end, as a person sees them who reads it screen by screen. */
export const readThrough = async (frame: Frame): Promise<readonly string[]> => {
  await frame.locator('.list').focus();
  await frame.page().keyboard.press('Home');
  await until('the log is at its start', () =>
    frame.evaluate(() => (document.querySelector('.list')?.scrollTop === 0 ? true : undefined)),
  );
  const read: string[] = [];
  for (let still = 0; still < 3;) {
    const { rows, moved } = await frame.evaluate(async () => {
      const list = document.querySelector('.list');
      if (list === null) throw new Error('There is no list.');
      const texts = [...list.querySelectorAll('.row .text')].map((row) => row.textContent);
      const before = list.scrollTop;
      list.scrollTop += list.clientHeight / 2;
      // Two frames: one in which it has scrolled, one in which it has drawn.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return { rows: texts, moved: list.scrollTop !== before };
    });
    join(read, rows);
    still = moved ? 0 : still + 1;
  }
  return read;
};

/** Rows that are in sight twice are one: what is new begins after the last that is known. */
const join = (read: string[], rows: readonly string[]): void => {
  const known = rows.lastIndexOf(read.at(-1) ?? '');
  read.push(...rows.slice(known + 1));
};
