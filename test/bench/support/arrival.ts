import { readFileSync } from 'node:fs';
import { get } from 'node:http';

/** Longer, and nothing came. */
const limitMs = 30_000;

/**
 * Resolves once all files have their text, with the moment of that. They are looked at where the
 * machine sees the container's file system, every millisecond: as cheap for one side as for the other.
 */
export async function arrival(files: ReadonlyMap<string, string>): Promise<number> {
  const giveUp = performance.now() + limitMs;
  for (const [file, text] of files) {
    while (!has(file, text)) {
      if (performance.now() > giveUp) throw new Error(`${file} did not come`);
      await tick();
    }
  }
  return performance.now();
}

const has = (file: string, text: string): boolean => {
  try {
    return readFileSync(file, 'utf8') === text;
  } catch {
    return false;
  }
};

/** Resolves once the page has this text, with the moment of that. */
export async function answering(url: string, text: string): Promise<number> {
  const giveUp = performance.now() + limitMs;
  while ((await page(url)) !== text) {
    if (performance.now() > giveUp) throw new Error(`${url} does not say ${text}`);
    await tick();
  }
  return performance.now();
}

const page = (url: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const call = get(url, { timeout: 100, agent: false }, (response) => {
      let said = '';
      response.on('data', (chunk: Buffer) => (said += chunk.toString()));
      response.on('end', () => {
        resolve(said);
      });
      response.on('error', () => {
        resolve(undefined);
      });
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => {
      resolve(undefined);
    });
  });

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
