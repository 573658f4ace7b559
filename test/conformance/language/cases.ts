import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Position } from 'vscode-languageserver';

/** What an editor asked of another language server, and what that answered. */
export interface FeatureCase {
  readonly id: string;
  readonly feature: string;
  readonly test: string;
  readonly uri?: string;
  readonly text: string;
  readonly position: Position | null;
  readonly params: Readonly<Record<string, unknown>> | null;
  /** Files on disk, by path in the folder or by address; a name that ends with `/` is a folder. */
  readonly siblings?: Readonly<Record<string, string>>;
  readonly open_documents?: Readonly<Record<string, string>>;
  readonly expected: unknown;
}

const suites = ['docker-language-server.json', 'compose-language-service.json'];

/** `undefined` where there is no corpus. */
export const readCases = async (folder: string): Promise<readonly FeatureCase[] | undefined> => {
  if (!existsSync(join(folder, 'features'))) return undefined;
  const files = suites.map(async (name) => {
    const text = await readFile(join(folder, 'features', name), 'utf8');
    return (JSON.parse(text) as { readonly cases: readonly FeatureCase[] }).cases;
  });
  return (await Promise.all(files)).flat();
};
