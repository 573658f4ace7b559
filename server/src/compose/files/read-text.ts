import { readFile, stat } from 'node:fs/promises';
import type { ReadText } from '../load-contract.ts';

/** Far beyond what any step after takes; what is larger is not worth the memory. */
const maxBytes = 32 * 1024 * 1024;

/** Stands where the bytes are no UTF-8; no text may hold it, so that the parser points at it. */
export const invalidByte = '\uFFFE';

/**
 * Reads a file as text: UTF-8, or UTF-16 when a byte order mark says so. A pipe would keep us waiting
 * and a device may never end: neither is read.
 */
export const readTextFile: ReadText = async (path) => {
  if (path === '/dev/null') return '';
  const stats = await stat(path);
  // Of a folder the read itself complains, in the words of the system.
  if (!stats.isFile() && !stats.isDirectory()) throw new Error('not a regular file');
  if (stats.size > maxBytes) {
    const megabytes = (stats.size / 1024 ** 2).toFixed(0);
    throw new Error(`too large: ${megabytes} MiB, of at most ${maxBytes / 1024 ** 2} MiB`);
  }
  return decode(await readFile(path));
};

const decode = (bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('utf8').replaceAll('\uFFFD', invalidByte);
  }
};
