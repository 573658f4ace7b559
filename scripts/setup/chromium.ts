import { existsSync } from 'node:fs';
import { installPackages } from './apt.ts';

/** Where the packages of the common systems put it. */
const places: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const find = (): string | undefined => places.find((place) => existsSync(place));

/** The browser that the tests drive; installed with apt where there is none. */
export async function ensureChromium(): Promise<string> {
  const found = process.env['HYPERBOX_CHROMIUM'] ?? find();
  if (found) return found;
  await installPackages(['chromium', 'fonts-dejavu-core'], 'the tests drive VS Code in a browser');
  return find() ?? '/usr/bin/chromium';
}
