import { isScalar } from 'yaml';
import { substitute } from '../../../interpolate/template.ts';
import { keyText } from '../../syntax/syntax.ts';
import type { Hinter } from '../inlay-hints.ts';

/** Longer values are for the hover. */
const maxLength = 60;

/** What is nobody else's business to read over a shoulder. */
const secret = /pass|secret|token|credential|private|(^|_|api)key(s?\b|_)|auth(?!or)/i;

/** A value with its variables replaced. */
export const resolvedHint: Hinter = async ({ path, value }, { variables }) => {
  if (!isScalar(value)) return undefined;
  const written = keyText(value);
  // `$$` is a dollar.
  if (!/\$\{?[A-Za-z_]/.test(written.replaceAll('$$', '')) || written.includes('\n'))
    return undefined;
  if (secret.test(written) || secret.test(String(path.at(-1)))) return undefined;
  const { values } = await variables();
  const { text, error } = substitute(written, (name) => values[name]);
  if (error !== undefined || text === written) return undefined;
  // `NAME=` is there to be read already.
  const [, name = ''] = typeof path.at(-1) === 'number' ? (/^(\w+=)/.exec(written) ?? []) : [];
  const own = text.startsWith(name) ? text.slice(name.length) : text;
  const shown = own.length > maxLength ? `${own.slice(0, maxLength)}…` : own;
  return `= ${shown === '' ? '""' : shown}`;
};
