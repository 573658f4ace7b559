import type { InlayHint, Range } from 'vscode-languageserver';
import type { LanguageFeature } from '../feature.ts';
import { rangeAt } from '../ranges.ts';
import { entriesOf, type SyntaxEntry } from '../syntax/syntax.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import { inheritedHint } from './inlay/inherited.ts';
import { overriddenHint } from './inlay/overridden.ts';
import { viewProject, type ProjectView } from './inlay/project-view.ts';
import { publishedHint } from './inlay/published.ts';
import { PortsRefresh } from './inlay/refresh.ts';
import { resolvedHint } from './inlay/resolved.ts';

/** Says after a value what it is in the end, and what another one has in its place. */
export const inlayHints: LanguageFeature = {
  capabilities: { inlayHintProvider: true },
  register: (connection, workspace) => {
    const refresh = new PortsRefresh(connection, workspace);
    return [
      connection.languages.inlayHint.on(async ({ textDocument, range }) => {
        const file = workspace.open(textDocument.uri);
        if (file === undefined) return null;
        refresh.told();
        return [...(await hintsIn(file, range, workspace))];
      }),
      refresh,
    ];
  },
};

/** What to say of one value. */
export type Hinter = (
  entry: SyntaxEntry,
  project: ProjectView,
) => Promise<string | undefined> | undefined;

const hinters: readonly Hinter[] = [inheritedHint, overriddenHint, resolvedHint, publishedHint];

const hintsIn = async (
  file: OpenCompose,
  range: Range,
  workspace: LanguageWorkspace,
): Promise<readonly InlayHint[]> => {
  const hints: InlayHint[] = [];
  const project = viewProject(file, workspace);
  for (const entry of entriesOf(file.syntax)) {
    const end = entry.value?.range?.[1];
    if (end === undefined || entry.path.length < 3) continue;
    const position = rangeAt({ source: file.syntax.source, start: end, end }).start;
    if (!isAskedFor(position.line, range)) continue;
    for (const hinter of hinters) {
      const label = await hinter(entry, project);
      if (label !== undefined) hints.push({ position, label, paddingLeft: true });
    }
  }
  return hints;
};

/** An editor asks for what it shows; a range with nothing in it is the whole file. */
const isAskedFor = (line: number, { start, end }: Range): boolean => {
  if (start.line === end.line && start.character === end.character) return true;
  return start.line <= line && line <= end.line;
};
