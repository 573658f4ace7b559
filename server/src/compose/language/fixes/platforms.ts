import { isScalar } from 'yaml';
import { setAt } from '../edits/insert.ts';
import { entriesOf, entryAt, keyText } from '../syntax/syntax.ts';
import { atEntry, offer, replace, type Fixer } from './fix.ts';

/** The platform to run on among those that are built for, or the other way round. */
export const matchPlatforms: Fixer = atEntry(({ path, value }, { file }) => {
  const { syntax } = file;
  const at = [...path.slice(0, 2), 'build', 'platforms'];
  const platforms = entriesOf(syntax)
    .filter((entry) => entry.path.length === 5 && at.every((part, i) => entry.path[i] === part))
    .flatMap((entry) => (isScalar(entry.value) ? keyText(entry.value) : []));
  const own = isScalar(value) ? keyText(value) : '';
  const list = entryAt(syntax, at);
  const last = list?.value?.range;
  const isFlowList = list !== undefined && syntax.source.text[(last?.[1] ?? 0) - 1] === ']';
  const { source } = syntax;
  const end = isFlowList ? (last?.[1] ?? 0) - 1 : 0;
  return [
    ...platforms.flatMap((platform) =>
      offer(`Run on ${platform}`, [setAt(syntax, [...path.slice(0, 2), 'platform'], platform)]),
    ),
    ...(isFlowList && own !== '' && platforms.length > 0
      ? offer(`Build for ${own} too`, [replace({ source, start: end, end }, `, ${own}`)])
      : []),
  ];
});
