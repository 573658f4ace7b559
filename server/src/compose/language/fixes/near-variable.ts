import { editDistance } from '../../schema/edit-distance.ts';
import { projectVariables } from '../symbols/env-variables.ts';
import { replace, type Fix, type Fixer } from './fix.ts';

/** A variable of `.env` that looks like the one that is not set. */
export const nearVariable: Fixer = async ({ file, offset, workspace }) => {
  const { source } = file.syntax;
  const [, before = '', name = ''] = /^(\$\{?)([A-Za-z_]\w*)/.exec(source.text.slice(offset)) ?? [];
  if (name === '') return [];
  const { set } = await projectVariables(file.path, workspace);
  const start = offset + before.length;
  const origin = { source, start, end: start + name.length };
  return [...new Set(set.map((variable) => variable.name))]
    .map((other) => ({ other, distance: editDistance(other, name) }))
    .filter(({ other, distance }) => distance > 0 && distance <= Math.max(1, other.length / 4))
    .sort((a, b) => a.distance - b.distance)
    .map(({ other }): Fix => ({
      title: `Change to \`${other}\``,
      edits: [replace(origin, other)],
    }));
};
