import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DiagnosticSeverity, type Diagnostic, type Range } from 'vscode-languageserver/node';
import { startEditor, uriOf } from '../../support/compose-editor.ts';
import type { Corpus, JudgedCase, RealCase } from '../compose/corpus.ts';
import type { FeatureCase } from './cases.ts';
import { codesOf } from './rule-codes.ts';
import { askDiagnostics } from './ask.ts';

/** How many of how many, and which not. */
export interface JudgedShare {
  readonly name: string;
  readonly total: number;
  readonly reached: number;
  readonly missed: readonly string[];
}

/** The least percentage of each figure, by its name. */
export const goals = {
  'invalid files: the right rule, on its line': 98,
  'valid real projects without an error': 100,
  'look-alikes without an error': 100,
  'diagnostics: one for each that is recorded, at its place': 100,
} as const;

/** What is said of files that are opened, against what is known of them. */
export const measureJudging = async (
  corpus: Corpus,
  features: readonly FeatureCase[],
): Promise<readonly JudgedShare[]> => {
  const valid = corpus.real.filter(({ config }) => config !== null && config !== undefined);
  return [
    await share('invalid files: the right rule, on its line', corpus.invalid, async (each) =>
      isRightRule(each, await openInTurn(judged(corpus, each))),
    ),
    await share('valid real projects without an error', valid, async (each) =>
      errorsOf(await openInTurn(real(corpus, each))),
    ),
    await share('look-alikes without an error', corpus.accepted, async (each) =>
      errorsOf(await openInTurn(judged(corpus, each))),
    ),
    await share(
      'diagnostics: one for each that is recorded, at its place',
      features.filter(({ feature }) => feature === 'diagnostics'),
      async (each) => isAsRecorded(each.expected as Diagnostic[], await askDiagnostics(each)),
    ),
  ];
};

/** What is missing; `undefined` when nothing is. */
type Verdict = string | undefined;

const share = async <T extends { readonly id: string }>(
  name: keyof typeof goals,
  cases: readonly T[],
  judge: (each: T) => Promise<Verdict>,
): Promise<JudgedShare> => {
  const missed: string[] = [];
  for (const each of cases) {
    const verdict = await judge(each).catch((error: unknown) => `threw ${String(error)}`);
    if (verdict !== undefined) missed.push(`${each.id}\n    ${verdict}`);
  }
  return { name, total: cases.length, reached: cases.length - missed.length, missed };
};

interface Opening {
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Without the env file that a case names: an editor is told of none. */
const real = ({ folder }: Corpus, { cwd, files }: RealCase): Opening => ({
  files: files.map((file) => resolve(folder, cwd, file)),
  environment: bare,
});

const judged = (
  { folder }: Corpus,
  { dir, files, env, project_name: name }: JudgedCase,
): Opening => ({
  files: files.map((file) => join(folder, dir, file)),
  environment: { ...bare, ...env, ...(name !== null && { COMPOSE_PROJECT_NAME: name }) },
});

/** What the reference ran in. */
const bare = { PATH: '/usr/bin:/bin', HOME: '/home/user', LANG: 'C.UTF-8' };

/** Everything that is said of any file while each of them is open, as the only one. */
const openInTurn = async ({ files, environment }: Opening): Promise<readonly Diagnostic[]> => {
  const editor = await startEditor({}, environment, { hardening: true });
  try {
    const said: Diagnostic[] = [];
    for (const path of files) {
      await editor.open(path, await readFile(path, 'utf8'));
      await editor.next(path, () => true);
      // Diagnostics of its other files come right behind: all of them before any answer.
      await editor.client.sendRequest('textDocument/documentSymbol', {
        textDocument: { uri: uriOf(path) },
      });
      said.push(...[...editor.published.values()].flat());
      await editor.close(path);
      await editor.next(path, (diagnostics) => diagnostics.length === 0);
    }
    return said;
  } finally {
    editor.dispose();
  }
};

const isRightRule = (
  { rule, line, expected_core: core = '' }: JudgedCase,
  said: readonly Diagnostic[],
): Verdict => {
  const right = said.filter(({ code }) => codesOf[rule]?.includes(String(code)) === true);
  if (right.some(({ range }) => line === null || range.start.line === line)) return undefined;
  return `${rule} on ${line === null ? 'any line' : `line ${line}`}, "${core}": ${list(said)}`;
};

const errorsOf = (said: readonly Diagnostic[]): Verdict => {
  const errors = said.filter(({ severity }) => severity === DiagnosticSeverity.Error);
  return errors.length === 0 ? undefined : list(errors);
};

/** Other servers have other words and mark a line or a word of it: what counts is place and severity. */
const isAsRecorded = (wanted: readonly Diagnostic[], said: readonly Diagnostic[]): Verdict => {
  const lacking = wanted.filter(
    ({ range, severity = DiagnosticSeverity.Error }) =>
      !said.some(
        (each) =>
          sharesLine(each.range, range) && (each.severity ?? DiagnosticSeverity.Error) <= severity,
      ),
  );
  if (wanted.length === 0) return errorsOf(said);
  return lacking.length === 0 ? undefined : `${list(lacking)}: ${list(said)}`;
};

const sharesLine = (a: Range, b: Range): boolean =>
  a.start.line <= b.end.line && b.start.line <= a.end.line;

const list = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics
    .map(
      ({ code, range, message }) =>
        `${code ?? ''} line ${range.start.line} ${JSON.stringify(message)}`,
    )
    .join('; ') || 'nothing';
