import type { BuildLimit, BuildSpec } from '../contract.ts';

/** What builds: the buildx plugin, a docker CLI of before 23.0, or the engine's own call. */
export type BuilderKind = 'buildx' | 'cli' | 'engine';

interface Limit {
  /** As compose files and the docker CLI write it. */
  readonly field: string;
  readonly why: string;
  /** Without it another image would come out, or none. */
  readonly needed: boolean;
}

const needsBuildx = 'only docker buildx does it';

const limit = (field: string, needed: boolean, why = needsBuildx): Limit => ({
  field,
  why,
  needed,
});

type Limits = Partial<Record<keyof BuildSpec, Limit>>;

const withoutBuildx: Limits = {
  additionalContexts: limit('additional_contexts', true),
  privileged: limit('privileged', true),
  entitlements: limit('entitlements', true),
  cacheTo: limit('cache_to', false),
  provenance: limit('provenance', false),
  sbom: limit('sbom', false),
};

const withoutIsolation = limit('isolation', false, 'BuildKit isolates every step in its own way');

const limits: Readonly<Record<BuilderKind, Limits>> = {
  buildx: { isolation: withoutIsolation },
  cli: { ...withoutBuildx, isolation: withoutIsolation },
  engine: {
    ...withoutBuildx,
    secrets: limit('secrets', true),
    ssh: limit('ssh', true),
  },
};

/** Docker 20.10 and older: what its BuildKit passes over in silence. */
const oldBuildKit: Limits = {
  ulimits: limit('ulimits', false, 'the BuildKit of this engine is too old for it'),
};

export interface BuilderFacts {
  readonly kind: BuilderKind;
  /** The engine is Docker 23 or newer, or no Docker. */
  readonly recent: boolean;
}

/** Parts of a build that are asked for and that this builder cannot do. */
export const limitsOf = ({ kind, recent }: BuilderFacts, spec: BuildSpec): readonly BuildLimit[] =>
  Object.entries({
    ...limits[kind],
    ...(!recent && kind !== 'engine' && oldBuildKit),
  }).flatMap(([option, found]) => (isAsked(spec[option as keyof BuildSpec]) ? [found] : []));

const isAsked = (value: unknown): boolean => {
  if (value === undefined || value === false) return false;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return true;
};
