import { CompletionItemKind, InsertTextMode, type CompletionItem } from 'vscode-languageserver';
import { isMap } from 'yaml';
import { composeLabels } from '../../run/labels.ts';
import { indentStep } from '../edits/place.ts';
import type { EngineSight } from '../engine/language-engine.ts';
import { entryAt, keyText, textUnder } from '../syntax/syntax.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import type { Caret } from './caret.ts';

interface Named {
  readonly name: string;
  readonly driver: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What may be declared as external: not what the engine has for itself or made up a name for. */
const sections: Readonly<Record<string, (sight: EngineSight) => readonly Named[]>> = {
  networks: ({ networks }) => networks.filter(({ builtIn }) => !builtIn),
  volumes: ({ volumes }) => volumes.filter(({ name }) => !/^[0-9a-f]{64}$/.test(name)),
};

/** Networks and volumes of the engine: as the name of an external one, or to be declared as one. */
export const engineNameItems = (
  { path, place, ownLine, indent }: Caret,
  file: OpenCompose,
  { engine }: LanguageWorkspace,
): readonly CompletionItem[] => {
  const sight = engine?.sight;
  const [section, , key, ...more] = path;
  const listed = sections[String(section)];
  if (sight === undefined || listed === undefined || more.length > 0) return [];
  if (key === 'name' && place === 'value')
    return isExternal(path, file) ? listed(sight).map(toItem) : [];
  if (path.length !== 1 || place !== 'key' || !ownLine) return [];
  const declared = entryAt(file.syntax, path)?.value;
  const known = new Set(
    isMap(declared) ? declared.items.map((item) => keyText(item.key as never)) : [],
  );
  const below = ' '.repeat(indent + indentStep(file.syntax));
  return listed(sight)
    .filter(({ name }) => !known.has(name))
    .map((item) => ({
      ...toItem(item),
      insertText: `${item.name}:\n${below}external: true`,
      insertTextMode: InsertTextMode.asIs,
      // What is nobody's yet comes first: that of a project is seldom meant for another.
      sortText: `${item.labels[composeLabels.project] === undefined ? '~0' : '~1'}${item.name}`,
    }));
};

const isExternal = ([section, name]: Caret['path'], { syntax }: OpenCompose): boolean =>
  textUnder(entryAt(syntax, [section ?? '', name ?? ''])?.value, 'external') === 'true';

const toItem = ({ name, driver, labels }: Named): CompletionItem => {
  const project = labels[composeLabels.project];
  return {
    ...{ label: name, kind: CompletionItemKind.Reference },
    detail: `on the engine: ${driver}${project === undefined ? '' : `, of project ${project}`}`,
  };
};
