import type { ComposeBuild, ComposeModel, ComposeService } from '../model.ts';
import { parseDuration } from '../values/duration.ts';
import { serviceOfContext } from './build-spec.ts';
import { imageNameOf } from './names.ts';
import type { ImageFacts, ObservedState } from './state.ts';

/** How an image gets to the engine. Services that name the same one share it. */
export interface ImageAction {
  readonly kind: 'use' | 'pull' | 'build' | 'missing';
  readonly reference: string;
  readonly services: readonly string[];
  /** Set when the service can be built, also as a way out of a failed pull. */
  readonly build?: ComposeBuild;
  readonly platform?: string;
  /** References of images that the build takes as contexts. */
  readonly needs?: readonly string[];
  /** The image that is there is good enough if the pull fails. */
  readonly optional?: boolean;
  readonly reason: string;
}

interface ImageOptions {
  readonly rebuild?: boolean;
  readonly asked: ReadonlySet<string>;
  readonly nowMs: number;
}

export const planImages = (
  model: ComposeModel,
  state: ObservedState,
  chosen: readonly string[],
  options: ImageOptions,
): readonly ImageAction[] => {
  const actions = new Map<string, ImageAction>();
  for (const name of withContexts(model, chosen)) {
    const declared = model.services[name];
    if (declared === undefined) continue;
    const reference = imageNameOf(model.name, name, declared);
    const action = planImage(
      { service: name, declared, reference, found: state.images.get(reference), model },
      options,
    );
    const other = actions.get(reference);
    const stronger = other === undefined || rank[action.kind] > rank[other.kind] ? action : other;
    actions.set(reference, {
      ...stronger,
      services: [...(other?.services ?? []), name],
    });
  }
  return [...actions.values()];
};

/** The chosen services and those whose images their builds start from. */
const withContexts = (model: ComposeModel, chosen: readonly string[]): readonly string[] => {
  const all = new Set(chosen);
  // A set is walked to its end also when it grows meanwhile.
  for (const name of all)
    for (const service of contextServices(model.services[name]?.build)) all.add(service);
  return [...all];
};

const contextServices = (build: ComposeBuild | undefined): readonly string[] =>
  Object.values(build?.additional_contexts ?? {}).flatMap(
    (context) => serviceOfContext(context) ?? [],
  );

/** Of two services that share a reference, the one that can build it wins. */
const rank = { missing: 0, use: 1, pull: 2, build: 3 } as const;

const dayMs = 86_400_000;
const refreshMs: Readonly<Record<string, number>> = { daily: dayMs, weekly: 7 * dayMs };

interface ImageInput {
  readonly model: ComposeModel;
  readonly service: string;
  readonly declared: ComposeService;
  readonly reference: string;
  readonly found: ImageFacts | undefined;
}

const planImage = (input: ImageInput, options: ImageOptions): ImageAction => {
  const { model, service, declared, reference, found } = input;
  const { build } = declared;
  const platform = declared.platform ?? model.environment['DOCKER_DEFAULT_PLATFORM'];
  const needs = contextServices(build).flatMap((name) => {
    const other = model.services[name];
    return other === undefined ? [] : [imageNameOf(model.name, name, other)];
  });
  const base = {
    reference,
    services: [service],
    ...(build !== undefined && { build }),
    ...(platform !== undefined && platform !== '' && { platform }),
    ...(needs.length > 0 && { needs }),
  };
  const policy = declared.pull_policy ?? 'missing';
  if (build !== undefined && options.rebuild === true && options.asked.has(service))
    return { ...base, kind: 'build', reason: `a rebuild of "${reference}" was asked for` };
  if (build !== undefined && policy === 'build')
    return { ...base, kind: 'build', reason: `"${service}" is built at every start` };
  // A name that was made up for what is built here is in no registry.
  const canPull = declared.image !== undefined;
  if (policy === 'always' && canPull)
    return { ...base, kind: 'pull', reason: `"${service}" pulls its image at every start` };
  const age = canPull ? (refreshMs[policy] ?? everyMs(policy)) : undefined;
  if (found !== undefined && age !== undefined && isOlder(found, age, options.nowMs))
    return { ...base, kind: 'pull', optional: true, reason: `"${reference}" is due for a refresh` };
  if (found !== undefined) return { ...base, kind: 'use', reason: `"${reference}" is there` };
  if (policy === 'never' && build === undefined)
    return {
      ...base,
      kind: 'missing',
      reason: `"${service}" never pulls, and "${reference}" is not there`,
    };
  if (build === undefined || age !== undefined)
    return { ...base, kind: 'pull', reason: `"${reference}" is not there` };
  return { ...base, kind: 'build', reason: `"${reference}" is not built yet` };
};

/** `every_12h` */
const everyMs = (policy: string): number | undefined =>
  policy.startsWith('every_') ? parseDuration(policy.slice('every_'.length)) : undefined;

const isOlder = (image: ImageFacts, ageMs: number, nowMs: number): boolean =>
  nowMs - (image.taggedAtMs ?? 0) >= ageMs;
