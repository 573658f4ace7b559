import type { Locator, Page } from 'playwright-core';
import { until } from './wait.ts';

/** What stands above the lines of the open file, from the top: "running · healthy | Stop | Logs". */
export const lensTexts = async (page: Page): Promise<readonly string[]> => {
  const lenses = await page.locator('.codelens-decoration').evaluateAll((nodes) =>
    nodes
      .filter((node) => node.textContent.trim() !== '')
      .map((node) => ({
        top: node.getBoundingClientRect().top,
        text: [...node.childNodes]
          .map((part) => part.textContent?.trim() ?? '')
          .filter((text) => text !== '')
          .join(' ')
          .replace(/\s*\|\s*/g, ' | '),
      })),
  );
  return [...lenses].sort((a, b) => a.top - b.top).map(({ text }) => text);
};

/** Waits until one of them says so. */
export const lensSays = (page: Page, text: RegExp, limitMs = 30_000): Promise<string> =>
  until(
    `a lens with ${String(text)}`,
    async () => (await lensTexts(page)).find((each) => text.test(each)),
    limitMs,
  );

/** A verb of the lenses, above the line of the service or the key that is named. */
export const lensVerb = (page: Page, verb: string): Locator =>
  page.locator('.codelens-decoration a', { hasText: verb });
