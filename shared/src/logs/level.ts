import { hasControls } from './ansi/controls.ts';
import type { LogLevel } from './filter.ts';
import { plainText } from './plain.ts';
import { lineLimit } from './line-limit.ts';
import { levelOfHead } from './level/head.ts';
import { levelOfJson } from './level/json-level.ts';
import { levelOfShape } from './level/shapes.ts';

/** Beyond this a line is its message. */
const headLimit = 1000;

/** What a line, as it came, says of its level; `none` when it says nothing. */
export const levelOf = (raw: string): LogLevel => {
  if (raw.startsWith('{')) return levelOfJson(raw.slice(0, lineLimit), 0);
  const start = raw.slice(0, headLimit);
  const head = hasControls(start) ? plainText(start) : start;
  return levelOfShape(head) ?? levelOfHead(head);
};
