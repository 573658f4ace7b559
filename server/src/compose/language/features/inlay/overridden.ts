import { relative, dirname } from 'node:path';
import { isScalar } from 'yaml';
import { entryAt, keyText } from '../../syntax/syntax.ts';
import type { Hinter } from '../inlay-hints.ts';

/** What a file of the project that is laid over this one has in the place of a value. */
export const overriddenHint: Hinter = async ({ path, value }, { file, judged, read }) => {
  if (!isScalar(value) || path.some((part) => typeof part === 'number')) return undefined;
  const { model } = await judged();
  const files = model?.files ?? [];
  const own = files.indexOf(file.path);
  if (own === -1) return undefined;
  for (const other of files.slice(own + 1).toReversed()) {
    const syntax = (await read(other))?.syntax;
    const over = syntax && entryAt(syntax, path)?.value;
    if (!isScalar(over)) continue;
    return keyText(over) === keyText(value)
      ? undefined
      : `(${relative(dirname(file.path), other)}: ${keyText(over)})`;
  }
  return undefined;
};
