import { resolve } from 'node:path';
import { normalize } from './canonical/normalize.ts';
import { decodeProject } from './decode/project.ts';
import { discover, type ProjectFiles } from './files/discover.ts';
import { readTextFile } from './files/read-text.ts';
import type { LoadCompose, LoadRequest, LoadResult, Pause, ReadText } from './load-contract.ts';
import type { LoadContext } from './load/context.ts';
import { warnMissingFiles } from './load/missing-files.ts';
import { resolveName } from './load/name.ts';
import { readModel } from './load/model.ts';
import { activeProfiles, splitByProfile } from './load/profiles.ts';
import { withFiles } from './load/service-files.ts';
import { locateIn } from './locate.ts';
import type { ComposeModel, ComposeService } from './model.ts';
import { Report } from './report.ts';
import { checkRules } from './rules/index.ts';
import { sortFindings } from './sort-findings.ts';
import { Source } from './yaml/source.ts';
import { child, type MapNode } from './yaml/tree.ts';

/**
 * Loads a compose project as `docker compose` does, but goes on after mistakes: everything found is
 * in `findings`, and the model is the best that can be made of the rest.
 */
export const loadCompose: LoadCompose = async (request, readText, pause) => {
  const { result } = await loadComposeTree(request, readText, pause);
  return result;
};

export interface ComposeTree {
  readonly result: LoadResult;
  /** The canonical tree before it is decoded; what `config --no-interpolate` prints. */
  readonly root: MapNode | undefined;
  readonly name: string;
}

export const loadComposeTree = async (
  request: LoadRequest,
  readText: ReadText = readTextFile,
  pause: Pause = () => Promise.resolve(),
): Promise<ComposeTree> => {
  const report = new Report();
  const context: LoadContext = {
    report,
    readText,
    pause,
    inputs: new Set(),
    interpolated: request.interpolate ?? true,
    home: request.environment['HOME'] ?? request.environment['USERPROFILE'],
    parsed: new Map(),
    includes: { count: 0 },
    extended: new Map(),
  };
  const normalized = { ...request, directory: resolve(request.directory) };
  const project = await discover(normalized, context);
  if (project.files.length === 0) {
    report.at(
      { source: new Source(normalized.directory, ''), start: 0, end: 0 },
      'file-missing',
      'no configuration file provided: not found',
      { hint: 'Add a compose.yaml.' },
    );
    return { result: resultOf(report, context, undefined, undefined), root: undefined, name: '' };
  }
  try {
    return await loadProject(normalized, project, context);
  } catch (error) {
    // Values nested in thousands of levels end the stack of the steps that recurse.
    if (!(error instanceof RangeError)) throw error;
    const source = new Source(project.files[0] ?? '', '');
    report.at({ source, start: 0, end: 0 }, 'yaml-syntax', 'The project is nested too deeply.');
    return { result: resultOf(report, context, undefined, undefined), root: undefined, name: '' };
  }
};

const loadProject = async (
  request: LoadRequest,
  project: ProjectFiles,
  context: LoadContext,
): Promise<ComposeTree> => {
  const { report } = context;
  const name = await resolveName(request, project, context);
  const variables = { ...project.variables, COMPOSE_PROJECT_NAME: name };
  const root = await readModel(
    {
      workingDir: project.workingDir,
      files: project.files.map((path) => ({ path })),
      variables,
      included: [],
    },
    context,
  );
  const isEmpty = root.entries.size === 0;
  if (isEmpty && !report.hasErrors) {
    const source = new Source(project.files[0] ?? request.directory, '');
    report.at({ source, start: 0, end: 0 }, 'file-empty', 'empty compose file', {
      hint: 'Add `services:` and a service below it.',
    });
  }
  await context.pause();
  normalize(root, { projectName: name, variables: context.interpolated ? variables : {} });
  await context.pause();
  const model = await buildModel({ request, project, name, variables, root }, context);
  await context.pause();
  if (context.interpolated) {
    checkRules(model, root, report);
    await context.pause();
    await warnMissingFiles(model, root, context);
  }
  return { result: resultOf(report, context, isEmpty ? undefined : model, root), root, name };
};

interface ModelParts {
  readonly request: LoadRequest;
  readonly project: ProjectFiles;
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly root: MapNode;
}

const buildModel = async (
  { request, project, name, variables, root }: ModelParts,
  context: LoadContext,
): Promise<ComposeModel> => {
  const { services, ...sections } = decodeProject(root, context);
  const active = activeProfiles(request.profiles, variables['COMPOSE_PROFILES']);
  const { enabled, disabled, all } = splitByProfile(services, active);
  const written = child(root, 'services');
  const complete: Record<string, ComposeService> = {};
  for (const [key, service] of Object.entries(enabled)) {
    complete[key] =
      context.interpolated && request.serviceFiles !== false
        ? await withFiles(service, child(written, key), variables, context)
        : service;
  }
  return {
    name,
    services: complete,
    disabledServices: disabled,
    ...sections,
    workingDir: project.workingDir,
    files: project.files,
    ...(request.envFiles !== undefined && {
      envFiles: request.envFiles.map((file) => resolve(request.directory, file)),
    }),
    activeProfiles: active,
    allProfiles: all,
    environment: variables,
  };
};

const resultOf = (
  report: Report,
  { inputs }: LoadContext,
  model: ComposeModel | undefined,
  root: MapNode | undefined,
): LoadResult => ({
  ...(model !== undefined && { model }),
  ...(root !== undefined && { root }),
  findings: sortFindings(report.findings, [...inputs]),
  inputs: [...inputs],
  locate: (at) => (root === undefined ? undefined : locateIn(root, at)),
});
