import { omitBlank, toCanonical } from '../canonical/canonical.ts';
import { setDefaults } from '../canonical/defaults.ts';
import { resolvePaths } from '../canonical/paths.ts';
import { warnDuplicates } from '../merge/duplicates.ts';
import { mergeNodes } from '../merge/merge.ts';
import { enforceUnique, reportUnclear } from '../merge/unique.ts';
import { validateSchema } from '../schema/validate.ts';
import { Source, type Origin } from '../yaml/source.ts';
import { mapNode, type MapNode } from '../yaml/tree.ts';
import type { LoadContext, Variables } from './context.ts';
import { openFile, readMappings, type ComposeMapping } from './document.ts';
import { warnDuplicateMounts } from './duplicate-mounts.ts';
import { resolveEnvironment } from './environment.ts';
import { applyExtends } from './extends.ts';
import { applyInclude } from './include.ts';
import { applyResets } from './reset.ts';
import { validateModel } from './validate-model.ts';

export interface ModelFile {
  readonly path: string;
  /** Where another file names it. */
  readonly namedAt?: Origin;
}

/** A project to read: the one that was asked for, or one that it includes. */
export interface ModelRequest {
  readonly workingDir: string;
  readonly files: readonly ModelFile[];
  readonly variables: Variables;
  /** The files on the way here, against cycles. */
  readonly included: readonly string[];
}

/** Reads the files of a project and merges them into one canonical tree with absolute paths. */
export const readModel = async (request: ModelRequest, context: LoadContext): Promise<MapNode> => {
  let model = mapNode({ source: new Source(request.workingDir, ''), start: 0, end: 0 });
  for (const file of request.files) model = await addFile(model, file, request, context);
  await context.pause();
  setDefaults(model);
  validateModel(model, context);
  resolvePaths(model, { ...context, base: request.workingDir });
  if (context.interpolated) resolveEnvironment(model, request.variables);
  return model;
};

const addFile = async (
  model: MapNode,
  file: ModelFile,
  request: ModelRequest,
  context: LoadContext,
): Promise<MapNode> => {
  const opened = await openFile(file.path, context);
  if ('error' in opened) {
    const origin = file.namedAt ?? { source: new Source(file.path, ''), start: 0, end: 0 };
    context.report.at(origin, 'file-missing', opened.error);
    return model;
  }
  let result = model;
  await context.pause();
  for (const document of readMappings(opened, request.variables, context)) {
    result = await addDocument(result, document, opened.source, request, context);
  }
  return result;
};

const addDocument = async (
  model: MapNode,
  { root, resets }: ComposeMapping,
  source: Source,
  request: ModelRequest,
  context: LoadContext,
): Promise<MapNode> => {
  warnDuplicates(root, context.report);
  await context.pause();
  warnDuplicateMounts(root, context.report);
  const included = [...request.included, source.path];
  await applyInclude(root, { ...request, included }, context, readModel);
  await applyExtends(root, source.path, resets, { ...context, variables: request.variables });
  applyResets(model, resets);
  const merged = mergeNodes(model, root, [], context);
  if (merged.kind !== 'map') return model;
  merged.origin = root.origin;
  const unclear = enforceUnique(merged);
  await context.pause();
  validateSchema(merged, context.report);
  dropVersion(merged, source, context);
  reportUnclear(unclear, context.report);
  await context.pause();
  const canonical = toCanonical(merged, context);
  omitBlank(canonical);
  enforceUnique(canonical);
  return canonical.kind === 'map' ? canonical : merged;
};

const dropVersion = (model: MapNode, source: Source, { report }: LoadContext): void => {
  const version = model.entries.get('version');
  if (version === undefined) return;
  model.entries.delete('version');
  report.at(
    version.key,
    'version-obsolete',
    `${source.path}: the attribute \`version\` is obsolete, it will be ignored, please remove it to avoid potential confusion`,
    { severity: 'warning', path: ['version'] },
  );
};
