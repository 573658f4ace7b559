import { namesNear, thirdOf } from '../../nearest-name.ts';
import { anchorsOf } from '../syntax/anchors.ts';
import { keyText } from '../syntax/syntax.ts';
import { atEntry, messageOf, offer, replace, type Fixer } from './fix.ts';

/** `<<: name` where `<<: *name` was meant. */
export const starForMerge: Fixer = atEntry(({ value }, { file }) => {
  const { source } = file.syntax;
  const name = keyText(value);
  const start = value?.range?.[0] ?? 0;
  const isKnown = anchorsOf(file.syntax).some(
    (use) => use.name === name && use.anchor !== undefined && use.anchor.end < start,
  );
  const origin = { source, start, end: start + name.length };
  return isKnown ? offer(`Write \`*${name}\``, [replace(origin, `*${name}`)]) : [];
});

/** Anchors that are there and look like the one that is not. */
export const nearAnchor: Fixer = ({ file, diagnostic, offset }) => {
  const [, name] = /unknown anchor '([^']+)'/.exec(messageOf(diagnostic)) ?? [];
  const { source } = file.syntax;
  if (name === undefined || !source.text.startsWith(`*${name}`, offset)) return [];
  const known = anchorsOf(file.syntax).flatMap(({ anchor, name: each }) =>
    anchor !== undefined && anchor.end < offset ? [each] : [],
  );
  const start = offset + 1;
  return namesNear(name, new Set(known), thirdOf).map((each) => ({
    title: `Change to \`*${each}\``,
    edits: [replace({ source, start, end: start + name.length }, each)],
  }));
};
