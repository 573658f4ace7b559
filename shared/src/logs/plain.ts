import { hasControls } from './ansi/controls.ts';
import { parseAnsi } from './ansi/parse.ts';
import { lineLimit, shownPart } from './line-limit.ts';

/**
 * What a line reads as, up to `lineLimit`: no control sequences, and of what rewrites itself the last
 * state. It is what the page shows, letter by letter, so that what is found can be highlighted there.
 */
export const plainText = (raw: string): string => textOf(shownPart(raw).text);

/** The same of the whole line, for files and the clipboard. */
export const fullText = (raw: string): string => {
  const { text, hiddenLength } = shownPart(raw);
  if (hiddenLength === 0) return textOf(text);
  // In parts, since a line of 10 MB must not become as many cells.
  const uncoloured = raw.replaceAll(rendition, '');
  let full = '';
  for (let at = 0; at < uncoloured.length; at += lineLimit) {
    full += textOf(uncoloured.slice(at, at + lineLimit));
  }
  return full;
};

/** By far most sequences choose a colour. */
const escape = '\u001b';
const rendition = new RegExp(`${escape}\\[[\\d:;]*m`, 'g');

const textOf = (text: string): string => {
  if (!hasControls(text)) return text;
  const uncoloured = text.replaceAll(rendition, '');
  if (!hasControls(uncoloured)) return uncoloured;
  return parseAnsi(text)
    .runs.map((run) => run.text)
    .join('');
};
