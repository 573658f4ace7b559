import { stringify } from 'yaml';
import { relative, dirname } from 'node:path';
import type { Path } from '../../yaml/tree.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';

/** Longer values are not for reading. */
const maxLines = 12;

/**
 * What a value of a service or a resource is in the end: variables replaced, files merged, and where
 * it was written, when that is elsewhere. `undefined` where it is what is written here.
 */
export const effectiveText = async (
  file: OpenCompose,
  [section, name, attribute, ...more]: Path,
  workspace: LanguageWorkspace,
): Promise<string | undefined> => {
  if (attribute === undefined || more.length > 0) return undefined;
  const judged = await workspace.judge(file.path);
  const value = valueAt(judged.model, [section, name, attribute]);
  if (value === undefined || value === null) return undefined;
  const text = stringify(value).trimEnd();
  const shown = text.split('\n').slice(0, maxLines);
  if (shown.length < text.split('\n').length) shown.push('# …');
  const place = judged.locate([section ?? '', name ?? '', attribute]);
  const elsewhere =
    place !== undefined && place.path !== file.path
      ? ` (${relative(dirname(file.path), place.path)}:${String(place.start.line + 1)})`
      : '';
  if (elsewhere === '' && file.document.getText().includes(text)) return undefined;
  return `Effective value${elsewhere}:\n\n\`\`\`YAML\n${shown.join('\n')}\n\`\`\``;
};

const valueAt = (value: unknown, path: readonly unknown[]): unknown => {
  let current = value;
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[String(part)];
  }
  return current;
};
