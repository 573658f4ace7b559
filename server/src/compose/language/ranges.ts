import type { Location, Range } from 'vscode-languageserver';
import type { Origin } from '../yaml/source.ts';
import type { LanguageWorkspace } from './workspace.ts';

/** Exactly the text, as LSP writes places. */
export const rangeAt = ({ source, start, end }: Origin): Range => {
  const range = source.range(start, end);
  return { start: range.start, end: range.end };
};

export const locationAt = (origin: Origin, workspace: LanguageWorkspace): Location => ({
  uri: workspace.uriOf(origin.source.path),
  range: rangeAt(origin),
});
