import { basename } from 'node:path';
import type { Connection, Disposable, InlayHint } from 'vscode-languageserver';
import type { BuildUse } from '../../compose/language/beside/builds.ts';
import type { ModuleContext } from '../../compose/language/beside/module.ts';
import { locationAt, rangeAt } from '../../compose/language/ranges.ts';
import { findTarget } from '../stages.ts';
import { readOpen } from './reader.ts';

/** Says behind a stage which services it is built for, by name. */
export const registerInlayHints = (connection: Connection, context: ModuleContext): Disposable =>
  connection.languages.inlayHint.on(async ({ textDocument: { uri } }) => {
    const { documents, workspace } = context;
    const open = await readOpen(documents.get(uri), workspace);
    if (open === undefined) return null;
    const { source, dockerfile, uses } = open;
    return dockerfile.stages.flatMap((stage): InlayHint[] => {
      const targeted = uses.filter(
        ({ target }) => target !== undefined && findTarget(dockerfile, target.name) === stage,
      );
      const end = stage.name?.end ?? stage.image?.end;
      if (targeted.length === 0 || end === undefined) return [];
      const { start: position } = rangeAt({ source, start: end, end });
      return [{ position, paddingLeft: true, label: labelOf(targeted, workspace) }];
    });
  });

const labelOf = (
  uses: readonly BuildUse[],
  workspace: ModuleContext['workspace'],
): Exclude<InlayHint['label'], string> => [
  { value: 'target of ' },
  ...uses.map(({ service, target, origin }, index) => ({
    value: `${index === 0 ? '' : ', '}${service}`,
    tooltip: basename(origin.source.path),
    location: locationAt(target?.origin ?? origin, workspace),
  })),
];
