import type { Connection, Disposable } from 'vscode-languageserver';
import type { ModuleContext } from '../compose/language/beside/module.ts';
import { locationAt } from '../compose/language/ranges.ts';
import { originOf } from '../compose/locate.ts';
import { Source, type Origin } from '../compose/yaml/source.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { findTarget } from '../dockerfile/stages.ts';
import { isOn, loadProject, readOpen, serviceWords, type OpenDevcontainer } from './reader.ts';

/** Leads from the name of a file to it, from that of a service or stage to where it is declared. */
export const registerDefinition = (connection: Connection, context: ModuleContext): Disposable =>
  connection.onDefinition(async ({ textDocument: { uri }, position }) => {
    const { documents, workspace } = context;
    const document = documents.get(uri);
    const open = readOpen(document);
    if (document === undefined || open === undefined) return null;
    const found = await declarationAt(open, document.offsetAt(position), context);
    return found === undefined ? null : [locationAt(found, workspace)];
  });

const declarationAt = async (
  open: OpenDevcontainer,
  offset: number,
  { workspace }: ModuleContext,
): Promise<Origin | undefined> => {
  const { composeFiles, dockerfile, devcontainer } = open;
  const file = [...composeFiles, ...(dockerfile ? [dockerfile] : [])].find(({ word }) =>
    isOn(word, offset),
  );
  if (file !== undefined) {
    const text = await workspace.text(file.path);
    return text === undefined ? undefined : startOf(new Source(file.path, text));
  }
  const service = serviceWords(open).find((word) => isOn(word, offset));
  if (service !== undefined) {
    const result = await loadProject(open, workspace);
    const names = { ...result?.model?.services, ...result?.model?.disabledServices };
    return result?.root !== undefined && Object.hasOwn(names, service.text)
      ? originOf(result.root, ['services', service.text])
      : undefined;
  }
  const { target } = devcontainer.build;
  if (target === undefined || dockerfile === undefined || !isOn(target, offset)) return undefined;
  const text = (await workspace.text(dockerfile.path)) ?? '';
  const stage = findTarget(parseDockerfile(text), target.text);
  const word = stage?.name ?? stage;
  return word && { source: new Source(dockerfile.path, text), start: word.start, end: word.end };
};

const startOf = (source: Source): Origin => ({ source, start: 0, end: 0 });
