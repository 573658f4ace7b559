import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface SourceImport {
  /** `server/src/rpc.ts`. */
  readonly from: string;
  /** The same form for a file of ours; else the name of a package, without a path within it. */
  readonly to: string;
  /** Gone at run time. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly SourceImport[];
}

/** Every source file of the product with what it imports. */
export async function readSources(): Promise<readonly SourceFile[]> {
  const files: string[] = [];
  for await (const file of glob('{shared,server,client,webview,cli}/src/**/*.ts', { cwd: root })) {
    files.push(file.replaceAll('\\', '/'));
  }
  return Promise.all(
    files.sort().map(async (file) => {
      const text = await readFile(path.join(root, file), 'utf8');
      return { path: file, text, imports: importsOf(file, text) };
    }),
  );
}

function importsOf(from: string, text: string): readonly SourceImport[] {
  const found: SourceImport[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean): void => {
    if (node && ts.isStringLiteral(node))
      found.push({ from, to: resolve(from, node.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && isDynamicImport(node)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(from, text, ts.ScriptTarget.Latest));
  return found;
}

const isDynamicImport = ({ expression }: ts.CallExpression): boolean =>
  expression.kind === ts.SyntaxKind.ImportKeyword ||
  (ts.isIdentifier(expression) && expression.text === 'require');

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier);
  if (specifier.startsWith('#shared/')) return `shared/src/${specifier.slice(8)}.ts`;
  const [scope = '', name = ''] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
