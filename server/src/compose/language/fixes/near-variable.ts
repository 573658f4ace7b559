import { namesNear } from '../../nearest-name.ts';
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
  const others = new Set(set.map((variable) => variable.name));
  others.delete(name);
  return namesNear(name, others, ({ length }) => Math.max(1, length / 4)).map((other): Fix => ({
    title: `Change to \`${other}\``,
    edits: [replace(origin, other)],
  }));
};
