import { firstOf } from './line-limit.ts';

const escape = '\u001b';
const bell = '\u0007';
const controls = '\u0000-\u0008\u000b-\u001f\u007f-\u009f';
const sequences = [
  `${escape}\\[[0-?]*[ -/]*[@-~]?`,
  `${escape}\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)`,
  `${escape}[PX^_][^${escape}]*${escape}\\\\`,
  `${escape}[ -/]*[0-~]?`,
  `[${controls}]`,
];
const token = new RegExp(sequences.join('|'), 'gu');
const anyControl = new RegExp(`[${controls}]`, 'u');

/** What a line reads as: no control sequences, and of what rewrites itself the last state. */
export const plainText = (raw: string): string => {
  const text = firstOf(raw);
  if (!anyControl.test(text)) return text;
  const end = text.endsWith('\r') ? text.slice(0, -1) : text;
  return end.slice(end.lastIndexOf('\r') + 1).replaceAll(token, '');
};
