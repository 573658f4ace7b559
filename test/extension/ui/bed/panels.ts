import type { Frame, Page } from 'playwright-core';
import { until } from './wait.ts';

/** The page within a webview panel: the frame that has such an element. */
export const panelFrame = (page: Page, selector: string): Promise<Frame> =>
  until(
    `a panel with ${selector}`,
    async () => {
      for (const frame of page.frames()) {
        const there = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (there > 0) return frame;
      }
      return undefined;
    },
    30_000,
  );

/** Waits until what the page shows there is something else. */
export const showsSomethingElse = async (frame: Frame, selector: string): Promise<void> => {
  const shown = async (): Promise<string> =>
    (await frame.locator(selector).allInnerTexts()).join('\n');
  const before = await shown();
  await until(
    `${selector} shows something else`,
    async () => ((await shown()) === before ? undefined : true),
    20_000,
  );
};
