import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const folder = fileURLToPath(new URL('../../../../server/src/compose', import.meta.url));

/** Rules and advice are in the catalog themselves; the rest reports no findings. */
const elsewhere = /^(rules|advice|catalog|language|run)\//;

export interface ReportedCode {
  readonly code: string;
  readonly severity: string;
}

/** The codes that the steps of the loader report, read off their sources. */
export const reportedCodes = async (): Promise<readonly ReportedCode[]> => {
  const found: ReportedCode[] = [];
  for await (const file of glob('**/*.ts', { cwd: folder })) {
    const name = file.replaceAll('\\', '/');
    if (elsewhere.test(name)) continue;
    const text = await readFile(path.join(folder, file), 'utf8');
    visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest), found);
  }
  return found;
};

const visit = (node: ts.Node, found: ReportedCode[]): void => {
  if (ts.isCallExpression(node)) {
    const { expression: callee, arguments: given } = node;
    // `report.at(origin, code, message, options)` and `fail(node, path, context, reason, code)`.
    if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'at' && given.length > 2)
      add(given[1], severityIn(given[3]), found);
    if (ts.isIdentifier(callee) && callee.text === 'fail') add(given[4], 'error', found);
  }
  // A code that is handed on: as a default, a field, or for a file that is missing.
  if (ts.isParameter(node) && isNamed(node, 'code')) add(node.initializer, 'error', found);
  if (ts.isPropertyAssignment(node) && isNamed(node, 'missingCode'))
    add(node.initializer, 'error', found);
  if (ts.isPropertyAssignment(node) && isNamed(node, 'code'))
    add(node.initializer, 'warning', found);
  ts.forEachChild(node, (child) => {
    visit(child, found);
  });
};

const isNamed = ({ name }: ts.NamedDeclaration, text: string): boolean =>
  name !== undefined && ts.isIdentifier(name) && name.text === text;

const add = (code: ts.Expression | undefined, severity: string, found: ReportedCode[]): void => {
  if (code === undefined) return;
  if (ts.isStringLiteral(code)) found.push({ code: code.text, severity });
  if (ts.isConditionalExpression(code)) {
    add(code.whenTrue, severity, found);
    add(code.whenFalse, severity, found);
  }
};

const severityIn = (options: ts.Expression | undefined): string => {
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return 'error';
  for (const property of options.properties) {
    if (!ts.isPropertyAssignment(property) || !isNamed(property, 'severity')) continue;
    return ts.isStringLiteral(property.initializer) ? property.initializer.text : 'unknown';
  }
  return 'error';
};
