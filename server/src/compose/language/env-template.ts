import { basename, join } from 'node:path';
import type { Finding } from '../finding.ts';
import type { LoadResult, ReadText } from '../load-contract.ts';

/** What projects call the file that is to be copied to `.env`. */
const templateNames = [
  ...['.env.example', '.env.sample', '.env.template', '.env.dist', '.env.default', '.env.defaults'],
  ...['env.example', 'env.sample', 'env.template', 'example.env', 'sample.env'],
];

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
  const envFile = join(folder, '.env');
  if ((await textOf(envFile, readText)) !== undefined) return result;
  const template = await firstTemplate(folder, readText);
  if (template === undefined) return result;
  const copied = await reload((path) => (path === envFile ? readText(template) : readText(path)));
  const remaining = new Set(copied.findings.filter(isError).map(identityOf));
  const hint = `${basename(template)} has what is needed here: copy it to .env.`;
  const findings = result.findings.map((finding): Finding =>
    isError(finding) && !remaining.has(identityOf(finding))
      ? { ...finding, severity: 'warning', hint }
      : finding,
  );
  return { ...result, findings };
};

const isError = ({ severity }: Finding): boolean => severity === 'error';

/** Messages may quote what a variable brought. */
const identityOf = ({ code, range: { path, start } }: Finding): string =>
  [code, path, start.line, start.character].join('\0');

const firstTemplate = async (folder: string, readText: ReadText): Promise<string | undefined> => {
  for (const name of templateNames) {
    const path = join(folder, name);
    if ((await textOf(path, readText)) !== undefined) return path;
  }
  return undefined;
};

const textOf = (path: string, readText: ReadText): Promise<string | undefined> =>
  readText(path).catch(() => undefined);
