import type { ImageId } from '#shared/protocol/ids';
import type { CliPlaces } from '../../base/cli-plugins.ts';
import { HyperBoxError } from '../../base/error.ts';
import type { BuildLimit, BuildSpec, Endpoint } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { buildClassic } from './build-classic.ts';
import { buildWithCli, findBuildxCli, findOldCli, type BuildCli } from './build-cli.ts';
import { limitsOf, type BuilderFacts } from './build-limits.ts';
import { readBuildSource, type BuildSource } from './build-source.ts';
import { findBuildKitNeed } from './buildkit-need.ts';
import type { Credentials } from './credentials.ts';

export interface Builder {
  build(spec: BuildSpec, onLine: (line: string) => void, signal?: AbortSignal): Promise<ImageId>;
  limits(spec: BuildSpec): Promise<readonly BuildLimit[]>;
}

interface BuilderOptions extends CliPlaces {
  readonly api: EngineApi;
  readonly credentials: Credentials;
  readonly endpoint: Endpoint;
  /** Podman's builder knows BuildKit's instructions behind the engine's own call. */
  readonly needsCliForBuildKit: boolean;
}

/**
 * Builds with BuildKit through docker buildx where that is there, since BuildKit speaks to its client
 * in a protocol of its own; else through the engine's own call, which needs nothing installed.
 */
export const createBuilder = (options: BuilderOptions): Builder => ({
  async build(spec, onLine, signal) {
    const source = await readBuildSource(spec);
    const cli = await findCli(options, spec, source);
    const missing = limitsOf(factsOf(options, cli), spec).find(({ needed }) => needed);
    if (missing !== undefined) throw limitError(missing);
    if (cli !== undefined) return buildWithCli(cli, spec, source, onLine, signal);
    const need = options.needsCliForBuildKit ? findBuildKitNeed(source.dockerfile) : undefined;
    if (need === undefined) return buildClassic(options, spec, source, onLine, signal);
    const where = source.path ?? 'the inline Dockerfile';
    throw new HyperBoxError(
      'unsupported',
      `Line ${need.line} of ${where} (${need.what}) needs BuildKit, for which there is no docker CLI.`,
      {
        hint,
        ...(source.path !== undefined && { location: { path: source.path, line: need.line } }),
      },
    );
  },
  async limits(spec) {
    const source = await readBuildSource(spec);
    const cli = await findCli(options, spec, source);
    return limitsOf(factsOf(options, cli), spec);
  },
});

const hint =
  'Install the docker CLI with its buildx plugin (the package docker-buildx or docker-buildx-plugin), then build again.';

const limitError = ({ field, why }: BuildLimit): HyperBoxError =>
  new HyperBoxError('unsupported', `build: "${field}" cannot be done: ${why}.`, { hint });

const factsOf = ({ api }: BuilderOptions, cli: BuildCli | undefined): BuilderFacts => ({
  kind: cli?.kind ?? 'engine',
  recent: api.atLeast('1.42'),
});

/** `undefined`: the engine's own call does it. */
const findCli = async (
  options: BuilderOptions,
  spec: BuildSpec,
  source: BuildSource,
): Promise<BuildCli | undefined> => {
  if (!options.needsCliForBuildKit) return undefined;
  const needs =
    findBuildKitNeed(source.dockerfile) !== undefined ||
    limitsOf(factsOf(options, undefined), spec).some(({ needed }) => needed);
  // The user's own word against BuildKit, as the docker CLI takes it.
  if (!needs && options.env['DOCKER_BUILDKIT'] === '0') return undefined;
  const buildx = await findBuildxCli(options.endpoint, options);
  return buildx ?? (needs ? await findOldCli(options.endpoint, options) : undefined);
};
