import type { Frame, Locator, Page } from 'playwright-core';

/** Clicks and answers how long it took until the first rows were painted, as the page's clock has it. */
export async function firstPaintMs(tab: Locator, rows: string): Promise<number> {
  return tab.evaluate(async (element, selector) => {
    const began = performance.now();
    element.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
    (element as HTMLElement).click();
    while (document.querySelector(selector) === null) {
      if (performance.now() - began > 30_000) throw new Error('no rows within 30 s');
      await new Promise(requestAnimationFrame);
    }
    await new Promise(requestAnimationFrame);
    return performance.now() - began;
  }, rows);
}

/** Since 1970, when the row next says something else. */
export async function rowChange(row: Locator): Promise<number> {
  return row.evaluate(
    (element) =>
      new Promise<number>((resolve) => {
        const list = element.closest('.monaco-list')!;
        const id = element.getAttribute('data-index')!;
        const label = (): string | null | undefined =>
          list.querySelector(`[data-index="${id}"]`)?.getAttribute('aria-label');
        const before = label();
        const observer = new MutationObserver(() => {
          const after = label();
          if (after === undefined || after === before) return;
          observer.disconnect();
          resolve(performance.timeOrigin + performance.now());
        });
        observer.observe(list, { subtree: true, childList: true, attributes: true });
      }),
  );
}

/** Turns the wheel over a list for a second; answers with the time of each frame. */
export async function scrollFrames(page: Page, list: Locator): Promise<readonly number[]> {
  await list.hover();
  const frames = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        const began = performance.now();
        let last = began;
        const frame = (now: number): void => {
          times.push(now - last);
          last = now;
          if (now - began < 1000) requestAnimationFrame(frame);
          else resolve(times.slice(1));
        };
        requestAnimationFrame(frame);
      }),
  );
  for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, turn < 10 ? 120 : -120);
  return frames;
}

/** How long each frame of a page within the window took, while it does what it does. */
export const framesOf = (frame: Frame, forMs: number): Promise<readonly number[]> =>
  frame.evaluate(
    (limitMs) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        const began = performance.now();
        let last = began;
        const next = (now: number): void => {
          times.push(now - last);
          last = now;
          if (now - began < limitMs) requestAnimationFrame(next);
          else resolve(times.slice(1));
        };
        requestAnimationFrame(next);
      }),
    forMs,
  );

/** What so large a part of the values, from 0 to 1, is not above. */
export const quantileOf = (values: readonly number[], quantile: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? NaN;
};
