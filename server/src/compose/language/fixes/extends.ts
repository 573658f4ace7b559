import { isScalar } from 'yaml';
import { replaceScalar, setAt } from '../edits/insert.ts';
import { declaredNames } from '../features/declarations.ts';
import { namesNear } from '../../nearest-name.ts';
import { entryAt, keyText, textUnder } from '../syntax/syntax.ts';
import { atEntry, offer, type Fix, type Fixer } from './fix.ts';

/** A service that there is in place of one that there is not, or of none. */
export const extendOther: Fixer = atEntry(async (entry, { file, workspace }) => {
  const { syntax } = file;
  const at = entry.path.slice(0, 3);
  const reference = entryAt(syntax, at);
  const other = textUnder(reference?.value, 'file');
  const names = await declaredNames(
    { kind: 'service', ...(other !== undefined && { file: other }) },
    file.path,
    workspace,
  );
  const written = isScalar(reference?.value) ? reference : entryAt(syntax, [...at, 'service']);
  const before = keyText(written?.value);
  const candidates = [...new Set(names)].filter((name) => other !== undefined || name !== at[1]);
  return namesNear(before, candidates)
    .slice(0, 5)
    .flatMap((name): readonly Fix[] =>
      offer(`Extend \`${name}\``, [
        written === undefined
          ? setAt(syntax, [...at, 'service'], name)
          : replaceScalar(syntax, written, name),
      ]),
    );
});
