import { dirname, posix, relative, resolve, sep } from 'node:path';
import type { ComposeModel, ComposeMount, ComposeService } from '../compose/model.ts';
import { isGenerated } from './generated.ts';

/**
 * What a saved file asks of a service:
 * - `apply`: its definition may be another; it is recreated if it is;
 * - `rebuild`: its image is made from the file;
 * - `restart`: it sees the file already and has to read it again.
 */
export type ReloadStep = 'apply' | 'rebuild' | 'restart';

export interface ServiceReload {
  readonly steps: ReadonlySet<ReloadStep>;
  /** Which of the saved files ask for them. */
  readonly files: ReadonlySet<string>;
}
export type ReloadPlan = ReadonlyMap<string, ServiceReload>;

interface PlanInput {
  /** Absolute paths of what was saved. */
  readonly files: Iterable<string>;
  readonly model: ComposeModel;
  /** Everything that the model was read from. */
  readonly inputs: readonly string[];
  /** Services that are up: others are none of a save's business. */
  readonly running: ReadonlySet<string>;
}

/** Which of the running services have to do what; those with nothing to do are not in it. */
export const planReload = ({ files, model, inputs, running }: PlanInput): ReloadPlan => {
  const plan = new Map<string, { steps: Set<ReloadStep>; files: Set<string> }>();
  const all = { ...model.services, ...model.disabledServices };
  for (const file of files) {
    for (const [name, service] of Object.entries(all)) {
      if (!running.has(name)) continue;
      const row = rows.find(({ holds }) => holds(file, { service, model, inputs }));
      if (row === undefined) continue;
      const reload = plan.get(name) ?? { steps: new Set(), files: new Set() };
      reload.steps.add(row.step);
      reload.files.add(file);
      plan.set(name, reload);
    }
  }
  return plan;
};

interface Around {
  readonly service: ComposeService;
  readonly model: ComposeModel;
  readonly inputs: readonly string[];
}
interface Row {
  readonly step: ReloadStep;
  readonly holds: (file: string, around: Around) => boolean;
}

/**
 * In order: the first that holds decides. A compose file that lies in a bind mount is a definition
 * all the same; a source that is both mounted and in a build context needs no new image. Finer ways
 * to bring a change into a container (copying it, telling the program) are rows before these.
 */
const rows: readonly Row[] = [
  { step: 'apply', holds: (file, around) => isDefinition(file, around) },
  { step: 'rebuild', holds: (file, { service }) => file === dockerfileOf(service) },
  { step: 'restart', holds: (file, { service }) => isMounted(file, service) },
  { step: 'restart', holds: (file, { service, model }) => isFileObject(file, service, model) },
  { step: 'rebuild', holds: (file, { service }) => isInBuild(file, service) },
];

const isDefinition = (file: string, { service, model, inputs }: Around): boolean => {
  const own = ownFiles(service);
  if (own.includes(file)) return true;
  const ofOthers = Object.values(model.services).some((other) => ownFiles(other).includes(file));
  return inputs.includes(file) && !ofOthers;
};

const ownFiles = (service: ComposeService): readonly string[] => [
  ...(service.env_file ?? []).map(({ path }) => path),
  ...(service.label_file ?? []),
];

const dockerfileOf = ({ build }: ComposeService): string | undefined =>
  build?.context === undefined || build.dockerfile_inline !== undefined
    ? undefined
    : resolve(build.context, build.dockerfile ?? 'Dockerfile');

const isMounted = (file: string, service: ComposeService): boolean => {
  const mounts = service.volumes ?? [];
  return mounts.some((mount) => {
    const target = targetOf(file, mount);
    return target !== undefined && !mounts.some((other) => hides(other, mount, target));
  });
};

/** Where the container sees the file through this mount. */
const targetOf = (file: string, mount: ComposeMount): string | undefined => {
  if (mount.type !== 'bind' || mount.source === undefined || !isInside(file, mount.source)) {
    return undefined;
  }
  if (isGenerated(file, mount.source)) return undefined;
  return posix.join(mount.target, relative(mount.source, file).split(sep).join('/'));
};

/** A volume at `/app/dist` hides what `.:/app` brings there. */
const hides = (other: ComposeMount, mount: ComposeMount, target: string): boolean =>
  other !== mount &&
  other.target.length > mount.target.length &&
  (target === other.target || target.startsWith(`${other.target.replace(/\/$/, '')}/`));

const isFileObject = (file: string, service: ComposeService, model: ComposeModel): boolean =>
  (['configs', 'secrets'] as const).some((kind) =>
    (service[kind] ?? []).some(
      ({ source }) => source !== undefined && model[kind][source]?.file === file,
    ),
  );

const isInBuild = (file: string, { build }: ComposeService): boolean =>
  build !== undefined &&
  [build.context, ...Object.values(build.additional_contexts ?? {})].some(
    (context) => context !== undefined && isInside(file, context) && !isGenerated(file, context),
  );

const isInside = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** What has to be watched for these services to be planned for; none of it lies within another. */
export const reloadPaths = ({ model, inputs, running }: Omit<PlanInput, 'files'>): string[] => {
  const services = Object.entries({ ...model.services, ...model.disabledServices })
    .filter(([name]) => running.has(name))
    .map(([, service]) => service);
  const objects = [...Object.values(model.configs), ...Object.values(model.secrets)];
  const paths = new Set([
    ...inputs,
    ...services.flatMap((service) => [
      ...ownFiles(service),
      ...(service.volumes ?? [])
        .filter(({ type }) => type === 'bind')
        .flatMap(({ source }) => source ?? []),
      ...(service.build?.context ?? '').split('\n').filter((context) => context.startsWith(sep)),
      ...Object.values(service.build?.additional_contexts ?? {}).filter((c) => c.startsWith(sep)),
      dockerfileOf(service) ?? '',
    ]),
    ...objects.flatMap(({ file }) => file ?? []),
  ]);
  paths.delete('');
  return [...paths].filter((path) => !isCovered(path, paths)).sort();
};

const isCovered = (path: string, paths: ReadonlySet<string>): boolean => {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (folder !== path && paths.has(folder)) return true;
    if (folder === dirname(folder)) return false;
  }
};
