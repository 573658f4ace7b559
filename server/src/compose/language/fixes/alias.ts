import { editDistance } from '../../schema/edit-distance.ts';
import { anchorsOf } from '../syntax/anchors.ts';
import { messageOf, replace, type Fixer } from './fix.ts';

/** Anchors that are there and look like the one that is not. */
export const nearAnchor: Fixer = ({ file, diagnostic, offset }) => {
  const [, name] = /unknown anchor '([^']+)'/.exec(messageOf(diagnostic)) ?? [];
  const { source } = file.syntax;
  if (name === undefined || !source.text.startsWith(`*${name}`, offset)) return [];
  const known = anchorsOf(file.syntax).flatMap(({ anchor, name: each }) =>
    anchor !== undefined && anchor.end < offset ? [each] : [],
  );
  const start = offset + 1;
  return [...new Set(known)]
    .map((each) => ({ each, distance: editDistance(each, name) }))
    .filter(({ each, distance }) => distance <= Math.max(1, each.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .map(({ each }) => ({
      title: `Change to \`*${each}\``,
      edits: [replace({ source, start, end: start + name.length }, each)],
    }));
};
