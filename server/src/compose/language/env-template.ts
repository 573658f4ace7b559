import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Finding } from '../finding.ts';
import type { LoadResult, ReadText } from '../load-contract.ts';

/** `.env.example`, `env.sample`, `example.env`; also `.env.local` and `prod.env`, which somebody names at a start. */
const envName = /^\.?env[._-].+$|^.+\.env$/i;
const templateName = /example|sample|template|dist|default/i;

/** Each is tried: of more somebody has to say which. */
const maxTried = 4;

/** What a missing env file can be to blame for. */
const causes: ReadonlySet<string> = new Set([
  'unset-variable',
  'interpolation-required',
  'env-file-missing',
]);

interface TemplateOptions {
  readonly readText: ReadText;
  /** Loads what the result is of once more. */
  readonly reload: (readText: ReadText) => Promise<LoadResult>;
}

/**
 * A project just cloned has no `.env` yet, often only a template of it. Mistakes that are none once the
 * template is copied are no mistakes of the compose file: they become warnings that say so.
 */
export const excuseForTemplate = async (
  result: LoadResult,
  { readText, reload }: TemplateOptions,
): Promise<LoadResult> => {
  const folder = result.model?.workingDir;
  if (folder === undefined || !result.findings.some(isError)) return result;
  if (!result.findings.some(({ code }) => causes.has(code))) return result;
  const envFile = join(folder, '.env');
  if ((await readText(envFile).catch(() => undefined)) !== undefined) return result;
  let best = result.findings;
  for (const template of await templatesIn(folder)) {
    const copied = await reload((path) => readText(path === envFile ? template : path));
    const excused = excuse(result.findings, copied.findings, hintFor(template));
    if (countErrors(excused) < countErrors(best)) best = excused;
    if (countErrors(best) === 0) break;
  }
  return { ...result, findings: best };
};

const excuse = (
  findings: readonly Finding[],
  remaining: readonly Finding[],
  hint: string,
): readonly Finding[] => {
  const still = new Set(remaining.filter(isError).map(identityOf));
  return findings.map((finding) =>
    isError(finding) && !still.has(identityOf(finding))
      ? { ...finding, severity: 'warning', hint }
      : finding,
  );
};

const isError = ({ severity }: Finding): boolean => severity === 'error';

const countErrors = (findings: readonly Finding[]): number => findings.filter(isError).length;

/** Messages may quote what a variable brought. */
const identityOf = ({ code, range: { path, start } }: Finding): string =>
  [code, path, start.line, start.character].join('\0');

/** Templates first. */
const templatesIn = async (folder: string): Promise<readonly string[]> => {
  const names = (await readdir(folder).catch(() => [])).filter((name) => envName.test(name));
  const [templates, others] = [
    names.filter((name) => templateName.test(name)),
    names.filter((name) => !templateName.test(name)),
  ];
  return [...templates, ...others].slice(0, maxTried).map((name) => join(folder, name));
};

const hintFor = (template: string): string => {
  const name = basename(template);
  return templateName.test(name)
    ? `${name} has what is needed here: copy it to .env.`
    : `${name} has what is needed here: start with --env-file ${name}, or copy it to .env.`;
};
