import type { LanguageFeature } from '../feature.ts';
import { rangeAt } from '../ranges.ts';
import { allOf } from '../symbols/symbols.ts';
import { groupAt } from './highlight.ts';

/** Names of one thing in a file change together as one of them is typed, where the editor wants that. */
export const linkedEditing: LanguageFeature = {
  capabilities: { linkedEditingRangeProvider: true },
  register: (connection, workspace) => [
    connection.languages.onLinkedEditingRange(({ textDocument, position }) => {
      const file = workspace.open(textDocument.uri);
      const group = file && groupAt(file, file.document.offsetAt(position));
      const origins = group === undefined ? [] : allOf(group);
      if (origins.length < 2) return null;
      return { ranges: origins.map(rangeAt), wordPattern: '[a-zA-Z0-9._-]+' };
    }),
  ],
};
