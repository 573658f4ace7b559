import { CodeActionKind } from 'vscode-languageserver';
import { isScalar } from 'yaml';
import { parseImageName } from '../../values/image-name.ts';
import { replaceScalar } from '../edits/insert.ts';
import { entryEnd, entryStart } from '../edits/place.ts';
import { digestOf } from '../engine/pin.ts';
import { entriesOf } from '../syntax/syntax.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import type { Rewrite } from './rewrite.ts';

/**
 * The image under the caret with the digest of the one that is on the engine: what runs today is what
 * runs tomorrow. One without a version has a diagnostic, with this as its fix.
 */
export const pinImageAt = async (
  { syntax }: OpenCompose,
  offset: number,
  { engine }: LanguageWorkspace,
): Promise<readonly Rewrite[]> => {
  if (engine?.sight === undefined) return [];
  const { text } = syntax.source;
  const entry = entriesOf(syntax).find(
    (each) =>
      each.path.length === 3 &&
      each.path[0] === 'services' &&
      each.path[2] === 'image' &&
      entryStart(each) <= offset &&
      offset <= entryEnd(text, each),
  );
  const image = isScalar(entry?.value) ? String(entry.value.value) : '';
  const tag = parseImageName(image)?.tag ?? 'latest';
  if (entry === undefined || tag === 'latest') return [];
  const digest = await digestOf(image, engine);
  const edit = digest && replaceScalar(syntax, entry, `${image}@${digest}`);
  return edit === undefined || edit === ''
    ? []
    : [
        {
          title: 'Pin to the image on the engine',
          kind: CodeActionKind.RefactorRewrite,
          edits: [edit],
        },
      ];
};
