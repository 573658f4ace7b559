import { stringify, type Node } from 'yaml';
import { dirname, relative } from 'node:path';
import type { SourceRange } from '../../finding.ts';
import type { LoadResult } from '../../load-contract.ts';
import type { Origin } from '../../yaml/source.ts';
import type { Path } from '../../yaml/tree.ts';
import { rangeAt } from '../ranges.ts';
import { entryAt, keyText } from '../syntax/syntax.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import { partsOf } from './parts.ts';

/** Longer values are not for reading. */
const maxLines = 20;

/**
 * What a value is in the end: variables replaced, files merged, services extended, and every place
 * that has a part in it. `undefined` where it is what is written here.
 */
export const effectiveText = async (
  file: OpenCompose,
  path: Path,
  workspace: LanguageWorkspace,
): Promise<string | undefined> => {
  if (path.length < 2) return undefined;
  const judged = await workspace.judge(file.path);
  const found = effectiveAt(judged, path, file);
  if (found === undefined) return undefined;
  const text = stringify(found.value).trimEnd();
  const parts = await partsOf(file.path, found.path, workspace);
  const last = judged.locate(found.path);
  const elsewhere = last !== undefined && last.path !== file.path;
  const isWritten = file.document.getText().includes(text);
  if (parts.length < 2 && !elsewhere && isWritten && found.path.length > 2) return undefined;
  const lines = text.split('\n');
  const shown = lines.length > maxLines ? [...lines.slice(0, maxLines), '# …'] : lines;
  const places = parts.map((part) => placeLink(part, file, workspace));
  return [
    `Effective value:\n\n\`\`\`YAML\n${shown.join('\n')}\n\`\`\``,
    ...(places.length > 0 ? [`Written in ${places.join(', ')}.`] : []),
  ].join('\n\n');
};

/** `compose.yaml:3`, which opens there. */
export const placeLink = (
  origin: Origin,
  { path }: Pick<OpenCompose, 'path'>,
  workspace: Pick<LanguageWorkspace, 'uriOf'>,
): string => {
  const line = rangeAt(origin).start.line + 1;
  const name = relative(dirname(path), origin.source.path);
  return `[${name}:${String(line)}](${workspace.uriOf(origin.source.path)}#L${String(line)})`;
};

interface Effective {
  readonly value: unknown;
  /** In the model, where lists may have become mappings, or other items be before it. */
  readonly path: Path;
}

const effectiveAt = (judged: LoadResult, path: Path, file: OpenCompose): Effective | undefined => {
  const { model } = judged;
  if (model === undefined) return undefined;
  const services = { ...model.disabledServices, ...model.services };
  let value: unknown = { ...model, services };
  const at: (string | number)[] = [];
  for (const [depth, part] of path.entries()) {
    if (typeof value !== 'object' || value === null) return undefined;
    let step = part;
    if (typeof part === 'number') {
      const node = entryAt(file.syntax, path.slice(0, depth + 1))?.value;
      step = Array.isArray(value)
        ? value.findIndex((_, index) => isWrittenAt(judged.locate([...at, index]), node, file))
        : (keyText(node).split('=')[0] ?? '');
    }
    value = (value as Readonly<Record<string | number, unknown>>)[step];
    if (value === undefined || value === null) return undefined;
    at.push(step);
  }
  return { value: withoutNulls(value), path: at };
};

/** Items are counted anew once lists are merged: they are known by their place. */
const isWrittenAt = (
  place: SourceRange | undefined,
  node: Node | undefined,
  { path, document }: OpenCompose,
): boolean =>
  place?.path === path &&
  node?.range !== undefined &&
  node.range !== null &&
  place.start.line === document.positionAt(node.range[0]).line;

/** An attribute that nobody gave a value says nothing. */
const withoutNulls = (value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null));
