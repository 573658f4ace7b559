import { createHash } from 'node:crypto';
import { toConfigJson } from '../../server/src/compose/config.ts';
import type { Finding, SourceRange } from '../../server/src/compose/finding.ts';
import { serviceHash } from '../../server/src/compose/hash.ts';
import { judgeFile } from '../../server/src/compose/language/judge.ts';
import { toDiagnostic } from '../../server/src/compose/language/to-diagnostic.ts';
import { loadCompose, loadComposeTree, type ComposeTree } from '../../server/src/compose/load.ts';
import { parseYaml } from '../../server/src/compose/yaml/parse.ts';
import { PartCache } from '../../server/src/compose/yaml/parts.ts';
import { Source } from '../../server/src/compose/yaml/source.ts';
import { Report } from '../../server/src/compose/report.ts';
import { toPlain } from '../../server/src/compose/yaml/tree.ts';
import { readTextOf, targetText, type FuzzProject } from './project.ts';

export type ComplaintKind = 'threw' | 'slow' | 'range' | 'unsteady' | 'hung' | 'crashed';

export interface Complaint {
  readonly kind: ComplaintKind;
  readonly detail: string;
}

export interface Verdict {
  readonly complaint?: Complaint;
  /** Of one load: time of the processor, so that a busy machine accuses nobody. */
  readonly loadMs: number;
}

export interface JudgeOptions {
  readonly limitMs: number;
  /** Also a second time, without interpolation, and as an editor would have it judged. */
  readonly thorough: boolean;
}

/** Loads a project in every way and says what must not be so, whatever the files hold. */
export const judge = async (
  project: FuzzProject,
  { limitMs, thorough }: JudgeOptions,
): Promise<Verdict> => {
  let loadMs = 0;
  try {
    const readText = readTextOf(project);
    const started = process.cpuUsage();
    const tree = await loadComposeTree(project.request, readText);
    const { user, system } = process.cpuUsage(started);
    loadMs = (user + system) / 1000;
    const complaint = loadMs > limitMs ? slow(loadMs) : outside(project, tree);
    if (complaint !== undefined) return { complaint, loadMs };
    print(tree);
    if (!thorough) return { loadMs };
    const again = await loadComposeTree(project.request, readText);
    if (digest(tree) !== digest(again) || !samePieces(targetText(project))) {
      return { complaint: unsteady, loadMs };
    }
    print(await loadComposeTree({ ...project.request, interpolate: false }, readText));
    const judged = await judgeFile(project.target, {
      loadCompose,
      readText,
      environment: project.request.environment,
    });
    const astray = rangesOf(judged.findings).find((range) => !isInside(project, range));
    return astray === undefined ? { loadMs } : { complaint: strayed(astray), loadMs };
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { complaint: { kind: 'threw', detail }, loadMs };
  }
};

/** What `config` prints, and what the editor is sent, can be made of anything that was loaded. */
const print = ({ result: { model, findings }, root }: ComposeTree): void => {
  findings.map(toDiagnostic);
  if (root !== undefined) JSON.stringify(toPlain(root));
  if (model === undefined) return;
  JSON.stringify(toConfigJson(model));
  Object.values(model.services).forEach(serviceHash);
};

const digest = ({ result: { model, findings, inputs } }: ComposeTree): string =>
  createHash('sha1')
    .update(JSON.stringify([model, findings, inputs]))
    .digest('hex');

const unsteady: Complaint = {
  kind: 'unsteady',
  detail: 'a second load of the same texts, or one in parts, says something else',
};

const inParts = new PartCache({ minLength: 0 });
const asWhole = new PartCache({ minLength: Infinity });

/** Large files are parsed in parts, which must mean what the whole does. */
const samePieces = (text: string): boolean => {
  const [some, all] = [inParts, asWhole].map((cache) => {
    const report = new Report();
    const { documents, complete } = parseYaml(new Source('', text), report, cache);
    const values = documents.map(({ root, resets }) => [toPlain(root), resets]);
    return JSON.stringify([values, complete, report.findings]);
  });
  return some === all;
};

const slow = (loadMs: number): Complaint => ({ kind: 'slow', detail: `${loadMs.toFixed(0)} ms` });

const outside = (project: FuzzProject, { result }: ComposeTree): Complaint | undefined => {
  const places = [...rangesOf(result.findings), ...locations(result)];
  const astray = places.find((range) => !isInside(project, range));
  return astray === undefined ? undefined : strayed(astray);
};

const strayed = (range: SourceRange): Complaint => ({
  kind: 'range',
  detail: `no such place: ${JSON.stringify(range)}`,
});

const rangesOf = (findings: readonly Finding[]): readonly SourceRange[] =>
  findings.flatMap(({ range, related = [] }) => [range, ...related.map((each) => each.range)]);

/** Where the services and their attributes say that they stand. */
const locations = (result: ComposeTree['result']): readonly SourceRange[] =>
  Object.entries(result.model?.services ?? {})
    .slice(0, 20)
    .flatMap(([name, service]) =>
      Object.keys(service).flatMap((key) => result.locate(['services', name, key]) ?? []),
    );

/** In a file that was read; a file that could not be read has a start only. */
const isInside = ({ texts }: FuzzProject, { path, start, end }: SourceRange): boolean => {
  const lines = linesOf(Object.hasOwn(texts, path) ? (texts[path] ?? '') : '');
  const isPlace = ({ line, character }: SourceRange['start']): boolean =>
    character >= 0 && character <= (lines[line]?.length ?? -1);
  const isForward =
    start.line < end.line || (start.line === end.line && start.character <= end.character);
  return isPlace(start) && isPlace(end) && isForward;
};

let last: { readonly text: string; readonly lines: readonly string[] } | undefined;

const linesOf = (text: string): readonly string[] => {
  if (last?.text !== text) last = { text, lines: text.split(/\r\n|\n|\r/) };
  return last.lines;
};
