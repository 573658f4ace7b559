import { SemanticTokensBuilder, SemanticTokenTypes } from 'vscode-languageserver';
import type { LanguageFeature } from '../feature.ts';
import { rangeAt } from '../ranges.ts';
import type { SymbolKind } from '../symbols/table.ts';
import { anchorsOf } from '../syntax/anchors.ts';
import { variablesOf } from '../syntax/variables.ts';
import type { OpenCompose } from '../workspace.ts';
import type { Origin } from '../../yaml/source.ts';

const types = [
  SemanticTokenTypes.class,
  SemanticTokenTypes.interface,
  SemanticTokenTypes.struct,
  SemanticTokenTypes.enum,
  SemanticTokenTypes.type,
  SemanticTokenTypes.namespace,
  SemanticTokenTypes.variable,
  SemanticTokenTypes.macro,
  SemanticTokenTypes.enumMember,
];
const modifiers = ['declaration'];

const typeOf: Readonly<Record<SymbolKind | 'variable' | 'anchor', SemanticTokenTypes>> = {
  service: SemanticTokenTypes.class,
  network: SemanticTokenTypes.interface,
  volume: SemanticTokenTypes.struct,
  config: SemanticTokenTypes.enum,
  secret: SemanticTokenTypes.type,
  model: SemanticTokenTypes.namespace,
  profile: SemanticTokenTypes.enumMember,
  variable: SemanticTokenTypes.variable,
  anchor: SemanticTokenTypes.macro,
};

interface Token {
  readonly kind: keyof typeof typeOf;
  readonly origin: Origin;
  readonly declares: boolean;
}

/** Colours names by what they name, and variables in values. */
export const semanticTokens: LanguageFeature = {
  capabilities: {
    semanticTokensProvider: {
      legend: { tokenTypes: types, tokenModifiers: modifiers },
      full: true,
    },
  },
  register: (connection, workspace) => [
    connection.languages.semanticTokens.on(({ textDocument }) => {
      const file = workspace.open(textDocument.uri);
      const builder = new SemanticTokensBuilder();
      for (const { kind, origin, declares } of file === undefined ? [] : tokensOf(file)) {
        const { start } = rangeAt(origin);
        const length = origin.end - origin.start;
        const type = types.indexOf(typeOf[kind]);
        builder.push(start.line, start.character, length, type, declares ? 1 : 0);
      }
      // Its number would be for asking what has changed since, which is not offered.
      return { data: builder.build().data };
    }),
  ],
};

const tokensOf = ({ syntax, symbols }: OpenCompose): readonly Token[] => {
  const tokens: Token[] = symbols.map(({ kind, origin, role }) => ({
    ...{ kind, origin, declares: role === 'declaration' },
  }));
  for (const { anchor, aliases } of anchorsOf(syntax)) {
    if (anchor !== undefined) tokens.push({ kind: 'anchor', origin: anchor, declares: true });
    for (const origin of aliases) tokens.push({ kind: 'anchor', origin, declares: false });
  }
  for (const { origin } of variablesOf(syntax)) {
    tokens.push({ kind: 'variable', origin, declares: false });
  }
  const sorted = tokens.sort((a, b) => a.origin.start - b.origin.start);
  // Editors take no token within another.
  return sorted.filter(({ origin }, at) => origin.start >= (sorted[at - 1]?.origin.end ?? 0));
};
