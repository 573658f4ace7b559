import type { Position, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Fix } from '../fixes/fix.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';

/** As LSP writes what some fixes change; what they make is made first. */
export const toWorkspaceEdit = (
  fixes: readonly Fix[],
  file: OpenCompose,
  workspace: LanguageWorkspace,
): WorkspaceEdit => {
  const target = fixes[0]?.target ?? file.path;
  const uri = workspace.uriOf(target);
  const edits = fixes.flatMap((fix) => fix.edits).map((edit) => withLineEnds(edit, file));
  const made = fixes.flatMap(({ creates = [], writes = [] }) => [
    ...creates.map((path) => ({ path, text: '' })),
    ...writes,
  ]);
  if (made.length === 0) return { changes: { [uri]: edits } };
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      ...made.flatMap(({ path, text }) => {
        const textDocument = { uri: workspace.uriOf(path), version: null };
        const content = { range: { start, end: start }, newText: text };
        return [
          { kind: 'create' as const, uri: textDocument.uri, options: { ignoreIfExists: true } },
          ...(text === '' ? [] : [{ textDocument, edits: [content] }]),
        ];
      }),
      ...(edits.length === 0 ? [] : [{ textDocument: { uri, version: null }, edits }]),
    ],
  };
};

/** Of fixes that touch the same text the first is kept. */
export const withoutOverlaps = (fixes: readonly Fix[]): readonly Fix[] => {
  const taken: TextEdit[] = [];
  return fixes.filter(({ edits }) => {
    const isFree = edits.every((edit) => taken.every((other) => !overlap(edit, other)));
    if (isFree) taken.push(...edits);
    return isFree;
  });
};

const overlap = ({ range: a }: TextEdit, { range: b }: TextEdit): boolean =>
  (before(a.start, b.end) && before(b.start, a.end)) ||
  (!before(a.start, b.start) && !before(b.start, a.start));

const before = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);

/** Lines end as those of the file do. */
const withLineEnds = (edit: TextEdit, { syntax }: OpenCompose): TextEdit =>
  syntax.source.text.includes('\r\n')
    ? { ...edit, newText: edit.newText.replaceAll(/\r?\n/g, '\r\n') }
    : edit;
