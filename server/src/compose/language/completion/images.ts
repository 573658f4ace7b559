import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { bytesInWords, spanInWords } from '../../../base/words.ts';
import { PathTable } from '../../path-table.ts';
import type { LanguageWorkspace } from '../workspace.ts';
import type { Caret } from './caret.ts';

const places = new PathTable<true>({
  'services.*.image': true,
  'services.*.pre_start.*.image': true,
  'services.*.build.cache_from.*': true,
});

/** The images that are on the engine, by all their tags; what was made last comes first. */
export const imageItems = (
  { path, place }: Caret,
  { engine }: LanguageWorkspace,
): readonly CompletionItem[] => {
  const sight = engine?.sight;
  if (engine === undefined || sight === undefined) return [];
  if (place !== 'value' || places.get(path) !== true) return [];
  return sight.images
    .toSorted((a, b) => b.createdAtMs - a.createdAtMs)
    .flatMap(({ tags, sizeBytes, createdAtMs }) =>
      tags.map((label): CompletionItem => ({
        ...{ label, kind: CompletionItemKind.Value },
        detail: `${bytesInWords(sizeBytes)}, made ${spanInWords(engine.now() - createdAtMs)} ago`,
      })),
    );
};
