import type { Position } from 'vscode-languageserver';
import { buildsIn, type BuildUse } from '../../compose/language/beside/builds.ts';
import type { ModuleContext } from '../../compose/language/beside/module.ts';
import type { OpenCompose } from '../../compose/language/workspace.ts';
import type { Origin } from '../../compose/yaml/source.ts';
import { findTarget } from '../stages.ts';
import type { OpenDockerfile } from './check.ts';
import { readInline } from './inline.ts';
import { nameAt, nameOf, type SharedName } from './names.ts';
import { readBuilt, readOpen } from './reader.ts';

export interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

/** A name that is shared, and the place of it that was asked about. */
export interface NamedPlace extends SharedName {
  readonly from: Origin;
}

/** The stage or context that a place of a Dockerfile, or the `target` of a compose file, names. */
export const nameAtPlace = async (
  { textDocument: { uri }, position }: Asked,
  { documents, workspace }: ModuleContext,
): Promise<NamedPlace | undefined> => {
  const compose = workspace.open(uri);
  if (compose !== undefined) {
    const offset = compose.document.offsetAt(position);
    const inline = await inlineAt(compose, offset, workspace);
    if (inline !== undefined) {
      const name = nameAt(inline, offset);
      return name && placeIn(name, compose.path, offset);
    }
    const use = await useAt(compose, offset, 'target', workspace);
    const open = use && (await readBuilt(use, workspace));
    if (open === undefined) return undefined;
    const stage = findTarget(open.dockerfile, use?.target?.name ?? '');
    return stage && placeIn(nameOf(stage, open), compose.path, offset);
  }
  const document = documents.get(uri);
  const open = await readOpen(document, workspace);
  if (document === undefined || open === undefined) return undefined;
  const offset = document.offsetAt(position);
  const name = nameAt(open, offset);
  return name && placeIn(name, open.source.path, offset);
};

/** The Dockerfile in place that a caret is in. */
const inlineAt = async (
  { path }: OpenCompose,
  offset: number,
  workspace: ModuleContext['workspace'],
): Promise<OpenDockerfile | undefined> => {
  const uses = buildsIn(await workspace.judge(path));
  const use = uses.find(({ inline }) => inline !== undefined && isAt(inline, path, offset));
  return use && readInline(use);
};

/** The build whose `target`, `dockerfile` or `context` is written there. */
export const useAt = async (
  { path }: OpenCompose,
  offset: number,
  key: 'target' | 'dockerfile' | 'context',
  workspace: ModuleContext['workspace'],
): Promise<BuildUse | undefined> => {
  const result = await workspace.judge(path);
  return buildsIn(result).find((use) => {
    const origin = key === 'context' ? use.contextAt : use[key]?.origin;
    return origin !== undefined && isAt(origin, path, offset);
  });
};

const placeIn = (name: SharedName, path: string, offset: number): NamedPlace | undefined => {
  const from = [...name.declarations, ...name.references].find((each) => isAt(each, path, offset));
  return from && { ...name, from };
};

const isAt = ({ source, start, end }: Origin, path: string, offset: number): boolean =>
  source.path === path && start <= offset && offset <= end;
