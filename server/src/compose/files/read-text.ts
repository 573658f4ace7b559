import { readFile } from 'node:fs/promises';
import type { ReadText } from '../load-contract.ts';

/** Reads a file as text: UTF-8, or UTF-16 when a byte order mark says so. */
export const readTextFile: ReadText = async (path) => decode(await readFile(path));

const decode = (bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return bytes.toString('utf8');
};
