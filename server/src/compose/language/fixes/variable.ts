import { dirname, join } from 'node:path';
import { Source } from '../../yaml/source.ts';
import { replace, type Fix, type Fixer } from './fix.ts';

/** A variable that is not set: a default for it, or a line for it in `.env`. */
export const setVariable: Fixer = async ({ file, offset, workspace }) => {
  const { source } = file.syntax;
  // `${NAME}`, `$NAME`, and `${NAME:?reason}`, which insists on a value.
  const [whole = '', braced, bare] =
    /^\$(?:\{([A-Za-z_]\w*)(?::?\?[^{}$\n]*)?\}|([A-Za-z_]\w*))/.exec(source.text.slice(offset)) ??
    [];
  const name = braced ?? bare;
  const insists = whole.includes('?');
  if (name === undefined) return [];
  const origin = { source, start: offset, end: offset + whole.length };
  const withDefault: Fix = {
    title: `Give \`${name}\` an empty default`,
    edits: [replace(origin, `\${${name}:-}`)],
  };
  const path = join(dirname(file.path), '.env');
  const text = await workspace.text(path);
  const env = new Source(path, text ?? '');
  const gap = env.text === '' || env.text.endsWith('\n') ? '' : '\n';
  const end = { source: env, start: env.text.length, end: env.text.length };
  const inEnv: Fix = {
    title: `Add \`${name}\` to .env`,
    target: path,
    edits: [replace(end, `${gap}${name}=\n`)],
    ...(text === undefined && { creates: [path] }),
  };
  return insists ? [inEnv] : [withDefault, inEnv];
};
