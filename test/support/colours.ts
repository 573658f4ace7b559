import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import { ensureVsCode } from '../../scripts/setup/vscode.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface GrammarRow {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: readonly string[];
}

/** The grammars of an extension's manifest, by scope. */
const grammarsOf = async (folder: string): Promise<readonly GrammarRow[]> => {
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
    readonly contributes: { readonly grammars: readonly GrammarRow[] };
  };
  return manifest.contributes.grammars.map((row) => ({
    ...row,
    path: path.join(folder, row.path),
  }));
};

/** A grammar of ours as VS Code loads it: upon its own grammar of YAML, with what is injected. */
export const loadGrammar = async (scopeName: string): Promise<IGrammar> => {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(await readFile(wasm));
  const yaml = path.join(await ensureVsCode(), 'extensions', 'yaml');
  const rows = [...(await grammarsOf(yaml)), ...(await grammarsOf(root))];
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => {
      const row = rows.find((each) => each.scopeName === scope);
      if (row === undefined) return null;
      return textmate.parseRawGrammar(await readFile(row.path, 'utf8'), row.path);
    },
    getInjections: (scope) =>
      rows.filter(({ injectTo }) => injectTo?.includes(scope)).map((row) => row.scopeName),
  });
  const grammar = await registry.loadGrammar(scopeName);
  if (grammar === null) throw new Error(`There is no grammar ${scopeName}.`);
  return grammar;
};

export interface Coloured {
  readonly text: string;
  /** Innermost last. */
  readonly scopes: readonly string[];
}

/** What is coloured of the text, in order. */
export const colour = (grammar: IGrammar, text: string): readonly Coloured[] => {
  let state = textmate.INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes,
    }));
  });
};
