import type { Location, LocationLink } from 'vscode-languageserver';
import type { Origin } from '../../yaml/source.ts';
import type { LanguageFeature } from '../feature.ts';
import { locationAt, rangeAt } from '../ranges.ts';
import { projectVariables } from '../symbols/env-variables.ts';
import { allOf, anchorAt, holds, symbolAt } from '../symbols/symbols.ts';
import { variableAt } from '../syntax/variables.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import { declarationsOf } from './declarations.ts';
import { namedFileAt } from './document-links.ts';

/** Leads from a name to where it is declared: in this file, in the others of its project, in `.env`. */
export const definition: LanguageFeature = {
  capabilities: { definitionProvider: true },
  register: (connection, workspace) => [
    connection.onDefinition(async ({ textDocument, position }) => {
      const file = workspace.open(textDocument.uri);
      if (file === undefined) return null;
      const offset = file.document.offsetAt(position);
      const withLinks = workspace.client.textDocument?.definition?.linkSupport === true;
      const found = await findDefinition(file, offset, workspace);
      if (found === undefined) {
        const named = await namedFileAt(file, offset);
        return named === undefined ? null : toFile(named.uri, named.from, withLinks);
      }
      if (found.targets.length === 0) return null;
      return withLinks
        ? found.targets.map((target) => linkTo(target, found.from, workspace))
        : found.targets.map((target): Location => locationAt(target, workspace));
    }),
  ],
};

const linkTo = (target: Origin, from: Origin, workspace: LanguageWorkspace): LocationLink => ({
  originSelectionRange: rangeAt(from),
  targetUri: workspace.uriOf(target.source.path),
  targetRange: rangeAt(target),
  targetSelectionRange: rangeAt(target),
});

const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const toFile = (uri: string, from: Origin, withLinks: boolean): LocationLink[] | Location[] =>
  withLinks
    ? [
        {
          originSelectionRange: rangeAt(from),
          targetUri: uri,
          targetRange: start,
          targetSelectionRange: start,
        },
      ]
    : [{ uri, range: start }];

interface Found {
  readonly from: Origin;
  readonly targets: readonly Origin[];
}

const findDefinition = async (
  { path, syntax, symbols }: OpenCompose,
  offset: number,
  workspace: LanguageWorkspace,
): Promise<Found | undefined> => {
  const anchor = anchorAt(syntax, offset);
  if (anchor !== undefined) {
    const from = allOf(anchor).find((origin) => holds(origin, offset));
    return from && { from, targets: anchor.declarations };
  }
  const symbol = symbolAt(symbols, offset);
  if (symbol !== undefined)
    return { from: symbol.origin, targets: await declarationsOf(symbol, path, workspace) };
  const variable = variableAt(syntax, offset);
  if (variable === undefined) return undefined;
  const { set } = await projectVariables(path, workspace);
  const declared = set.filter(({ name }) => name === variable.name);
  return { from: variable.origin, targets: declared.map(({ origin }) => origin) };
};
