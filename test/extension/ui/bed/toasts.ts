import type { Locator, Page } from 'playwright-core';

export const toast = (page: Page, text: RegExp): Locator =>
  page.locator('.notification-toast', { hasText: text });
