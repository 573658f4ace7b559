import { lineLimit } from './line-limit.ts';
import { linkPatterns } from './link-patterns.ts';
import { filePlace, type LogPlace } from './log-place.ts';

/** A part of a plain text that leads somewhere. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly place: LogPlace;
}

/** More links in one line than anyone follows. */
const linkLimit = 100;

/**
 * What looks like a URL or like a line of a file, in the order of the text; what overlaps belongs to
 * the first pattern that finds it. Times, versions, addresses with ports and tags of images are none.
 */
export const linksIn = (text: string): readonly Link[] => {
  const shown = text.slice(0, lineLimit);
  if (!possible.test(shown)) return [];
  const links: Link[] = [];
  for (const { pattern, place, trim } of linkPatterns) {
    for (const found of shown.matchAll(pattern)) {
      const whole = trim?.(found[0]) ?? found[0];
      const [from, to] = [found.index, found.index + whole.length];
      const isFree = links.every((link) => link.to <= from || link.from >= to);
      if (isFree) links.push({ from, to, place: place(found, whole) });
      if (links.length >= linkLimit) break;
    }
  }
  return links.sort((a, b) => a.from - b.from);
};

/** Most lines have nothing of what every link has. */
const possible = /:\/\/|:\d|\(\d|line \d/;

/** Where a link leads that a program itself has made of a text (OSC 8). */
export const placeOfLink = (url: string): LogPlace => {
  if (!/^file:/i.test(url)) return { kind: 'url', url };
  const [, path = url, line, column] = /^(.*?)(?::(\d{1,7}))?(?::(\d{1,7}))?$/.exec(url) ?? [];
  return filePlace(path.replace(/^file:\/\/[^/]*/i, ''), line, column);
};
