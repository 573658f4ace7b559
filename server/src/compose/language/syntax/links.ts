import { isScalar } from 'yaml';
import { oncePerFile } from './once-per-file.ts';
import type { SyntaxPart } from './parts.ts';
import { remembered } from './remembered.ts';
import { entriesOf, entriesWithin, keyText, type SyntaxEntry } from './syntax.ts';

/** All by which a file names others, and its project: as long as it is the same, so are the files. */
export const linksOf = oncePerFile((file): string =>
  (file.parts?.flatMap(({ part }) => linksWithin(part)) ?? linksIn(entriesOf(file))).join('\n'),
);

const linksWithin = remembered((part: SyntaxPart) =>
  /include|extends|name/.test(part.text) ? linksIn(entriesWithin(part)) : [],
);

const linksIn = (entries: readonly SyntaxEntry[]): readonly string[] =>
  entries
    .filter(({ path, value }) => isScalar(value) && isLink(path))
    .map(({ path, value }) => `${path.join('.')}: ${keyText(value)}`);

const isLink = ([first, , attribute]: SyntaxEntry['path']): boolean =>
  first === 'include' || first === 'name' || (first === 'services' && attribute === 'extends');
