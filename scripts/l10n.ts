// `node scripts/l10n.ts`: writes l10n/bundle.l10n.json, the list of texts that translators start from.
import { glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));

export const bundleFile = path.join(root, 'l10n', 'bundle.l10n.json');

/** Every text that the source hands to `t(…)` or `l10n.t(…)`, sorted. */
export async function collectTexts(): Promise<readonly string[]> {
  const texts = new Set<string>();
  for await (const file of glob('{client,webview}/src/**/*.ts', { cwd: root })) {
    const text = await readFile(path.join(root, file), 'utf8');
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest), texts);
  }
  return [...texts].sort();
}

function visit(node: ts.Node, texts: Set<string>): void {
  if (ts.isCallExpression(node) && isTranslate(node.expression)) {
    const [first] = node.arguments;
    if (first !== undefined && ts.isStringLiteralLike(first)) texts.add(first.text);
  }
  ts.forEachChild(node, (child) => {
    visit(child, texts);
  });
}

const isTranslate = (called: ts.Expression): boolean =>
  (ts.isIdentifier(called) && called.text === 't') ||
  (ts.isPropertyAccessExpression(called) &&
    called.name.text === 't' &&
    nameOf(called.expression) === 'l10n');

/** The last name of `vscode.l10n`; a node without its parents cannot be asked for its text. */
const nameOf = (expression: ts.Expression): string => {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
};

if (import.meta.main) {
  const bundle = Object.fromEntries((await collectTexts()).map((text) => [text, text]));
  await writeFile(bundleFile, `${JSON.stringify(bundle, undefined, 2)}\n`);
}
