import type { Path } from '../../yaml/tree.ts';
import type { Origin } from '../../yaml/source.ts';
import { besideFile } from '../beside-file.ts';
import {
  entriesOf,
  entriesWithin,
  entryAt,
  keyText,
  type SyntaxEntry,
  type SyntaxFile,
} from '../syntax/syntax.ts';
import type { LanguageWorkspace, ReadCompose } from '../workspace.ts';
import { parentsOf } from './extended.ts';

/**
 * Every place of a project where a value is written, what is laid over the others last: what a service
 * extends, included files, the files of the project in their order.
 */
export const partsOf = async (
  from: string,
  path: Path,
  workspace: LanguageWorkspace,
): Promise<readonly Origin[]> => {
  const files = await filesInOrder(from, workspace);
  const parts = await Promise.all(
    files.map(async ({ file, syntax }) => {
      const [section, service, ...rest] = path;
      const place = { path: file, syntax, service: String(service) };
      const parents =
        section === 'services' ? await parentsOf(place, (each) => workspace.read(each)) : [];
      return [
        ...parents
          .toReversed()
          .map((parent) => originAt(parent.syntax, ['services', parent.service, ...rest])),
        originAt(syntax, path),
      ];
    }),
  );
  const found = parts.flat().filter((each) => each !== undefined);
  return found.filter((each, at) => found.findIndex((other) => isSame(each, other)) === at);
};

interface InOrder extends ReadCompose {
  readonly file: string;
}

/** A file that is only extended is no part of the project by itself. */
const filesInOrder = async (
  from: string,
  workspace: LanguageWorkspace,
): Promise<readonly InOrder[]> => {
  const [{ model }, all] = await Promise.all([workspace.judge(from), workspace.projectFiles(from)]);
  const main = model?.files ?? [];
  const sorted = [...all.filter((file) => !main.includes(file)), ...main];
  const read = await Promise.all(
    sorted.map(async (file) => {
      const content = await workspace.read(file);
      return content && { file, ...content };
    }),
  );
  const files = read.filter((each) => each !== undefined);
  const included = new Set(files.flatMap(({ file, syntax }) => includesOf(file, syntax)));
  return files.filter(({ file }) => main.includes(file) || file === from || included.has(file));
};

const originAt = (syntax: SyntaxFile, path: Path): Origin | undefined => {
  const entry = entryAt(syntax, path);
  const [start, end] = entry?.key?.range ?? entry?.value?.range ?? [];
  return start === undefined || end === undefined
    ? undefined
    : { source: syntax.source, start, end };
};

const isSame = (a: Origin, b: Origin): boolean =>
  a.source.path === b.source.path && a.start === b.start;

const includesOf = (file: string, syntax: SyntaxFile): readonly string[] =>
  includeEntries(syntax).flatMap(({ path, value }) => {
    const text = path[0] === 'include' && path.length <= 4 ? keyText(value) : '';
    return text === '' ? [] : [besideFile(file, text)];
  });

/** Of a large file only the part is looked at that can have some. */
const includeEntries = (syntax: SyntaxFile): readonly SyntaxEntry[] =>
  syntax.parts?.flatMap(({ part }) =>
    (part.section ?? part.keys[0]) === 'include' ? entriesWithin(part) : [],
  ) ?? entriesOf(syntax);
