import { isScalar } from 'yaml';
import { entriesOf, keyText } from '../syntax/syntax.ts';
import { replaceScalar } from '../edits/insert.ts';
import { atEntry, offer, type Fixer } from './fix.ts';

/** The versions of the same image that other services of the project name. */
export const tagOfOthers: Fixer = atEntry(async (entry, { file, workspace }) => {
  if (!isScalar(entry.value)) return [];
  const { name } = partsOf(keyText(entry.value));
  const paths = await workspace.projectFiles(file.path);
  const files = await Promise.all(paths.map((path) => workspace.read(path)));
  const images = files.flatMap((each) =>
    each === undefined
      ? []
      : entriesOf(each.syntax)
          .filter(
            ({ path: [section, , key, more] }) =>
              section === 'services' && key === 'image' && more === undefined,
          )
          .map(({ value }) => keyText(value)),
  );
  const pinned = images.filter((image) => {
    const parts = partsOf(image);
    return parts.name === name && parts.version !== '' && parts.version !== ':latest';
  });
  return [...new Set(pinned)].flatMap((image) =>
    offer(`Use ${image}, as another service does`, [replaceScalar(file.syntax, entry, image)]),
  );
});

const partsOf = (image: string): { readonly name: string; readonly version: string } => {
  const [, name = image, version = ''] = /^(.*?)((?::[^/:@]+)?(?:@.+)?)$/.exec(image) ?? [];
  return { name, version };
};
