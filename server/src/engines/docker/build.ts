import type { ImageId } from '#shared/protocol/ids';
import { HyperBoxError } from '../../base/error.ts';
import type { BuildSpec, Endpoint } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { buildClassic } from './build-classic.ts';
import { buildWithCli, findBuildCli } from './build-cli.ts';
import { readBuildSource } from './build-source.ts';
import { findBuildKitNeed } from './buildkit-need.ts';
import type { Credentials } from './credentials.ts';

export interface Builder {
  build(spec: BuildSpec, onLine: (line: string) => void, signal?: AbortSignal): Promise<ImageId>;
}

interface BuilderOptions {
  readonly api: EngineApi;
  readonly credentials: Credentials;
  readonly endpoint: Endpoint;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Podman's builder knows BuildKit's instructions behind the same call. */
  readonly needsCliForBuildKit: boolean;
}

/**
 * Builds through the engine's own call, which needs nothing installed. What only BuildKit knows goes
 * through the docker CLI, since BuildKit speaks to its client in a protocol of its own.
 */
export const createBuilder = (options: BuilderOptions): Builder => ({
  async build(spec, onLine, signal) {
    const source = await readBuildSource(spec);
    const need = options.needsCliForBuildKit ? findBuildKitNeed(source.dockerfile) : undefined;
    if (need === undefined) return buildClassic(options, spec, source, onLine, signal);
    const cli = await findBuildCli(options.endpoint, options.env);
    if (cli !== undefined) return buildWithCli(cli, spec, source, onLine, signal);
    const where = source.path ?? 'the inline Dockerfile';
    throw new HyperBoxError(
      'unsupported',
      `Line ${need.line} of ${where} (${need.what}) needs BuildKit, for which there is no docker CLI.`,
      {
        hint: 'Install the docker CLI with its buildx plugin (the package docker-buildx or docker-buildx-plugin), then build again.',
        ...(source.path !== undefined && { location: { path: source.path, line: need.line } }),
      },
    );
  },
});
