import { symbolAt, type SymbolUse } from '../symbols/symbols.ts';
import { entriesOf } from '../syntax/syntax.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import { effectiveText } from './effective.ts';
import { findEverywhere } from './everywhere.ts';
import type { PlacedText } from './placed-text.ts';

/** Of a name where it is declared: what it is in the end, and who uses it. */
export const declarationText = async (
  file: OpenCompose,
  offset: number,
  workspace: LanguageWorkspace,
): Promise<PlacedText | undefined> => {
  const symbol = symbolAt(file.symbols, offset);
  if (symbol?.role !== 'declaration') return undefined;
  const path = [`${symbol.kind}s`, symbol.name];
  const [effective, users] = await Promise.all([
    effectiveText(file, path, workspace),
    usersOf(file, offset, workspace),
  ]);
  const used = users.length > 0 ? `Used by ${users.join(', ')}.` : unused[symbol.kind];
  const text = [effective, used].filter((each) => each !== undefined).join('\n\n');
  return text === '' ? undefined : { text, at: symbol.origin };
};

/** Nobody has to depend on a service. */
const unused: Readonly<Partial<Record<SymbolUse['kind'], string>>> = {
  network: 'No service uses it.',
  volume: 'No service uses it.',
  config: 'No service uses it.',
  secret: 'No service uses it.',
  model: 'No service uses it.',
};

/** `web` (depends_on) */
const usersOf = async (
  file: OpenCompose,
  offset: number,
  workspace: LanguageWorkspace,
): Promise<readonly string[]> => {
  const everywhere = await findEverywhere(file, offset, workspace);
  const users = await Promise.all(
    (everywhere?.references ?? []).map(async ({ source, start }) => {
      const syntax = (await workspace.read(source.path))?.syntax;
      const around = (syntax === undefined ? [] : entriesOf(syntax)).find(
        ({ path, key, value }) =>
          path.length === 3 &&
          path[0] === 'services' &&
          (key?.range?.[0] ?? Infinity) <= start &&
          start <= (value?.range?.[1] ?? -1),
      );
      const [, service, attribute] = around?.path ?? [];
      return service === undefined ? [] : [`\`${service}\` (${String(attribute)})`];
    }),
  );
  return [...new Set(users.flat())];
};
