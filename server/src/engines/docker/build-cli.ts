import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageId, type ImageId } from '#shared/protocol/ids';
import { execa } from 'execa';
import * as z from 'zod/mini';
import { findCliPlugin, type CliPlaces } from '../../base/cli-plugins.ts';
import { throwIfCancelled } from '../../base/error.ts';
import { cliEnvironment } from '../cli-environment.ts';
import type { BuildSpec, Endpoint } from '../contract.ts';
import { buildArguments, secretEnvironment } from './build-arguments.ts';
import { followBuildOutput } from './build-output.ts';
import type { BuildSource } from './build-source.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A program that can build with BuildKit, and how it is asked to. */
export interface BuildCli {
  readonly kind: 'buildx' | 'cli';
  readonly program: string;
  readonly arguments: readonly string[];
  readonly env: Environment;
}

/** The buildx plugin, which knows all that BuildKit does. */
export const findBuildxCli = async (
  endpoint: Endpoint,
  places: CliPlaces,
): Promise<BuildCli | undefined> => {
  const program = await findCliPlugin('buildx', places);
  return program === undefined
    ? undefined
    : {
        kind: 'buildx',
        program,
        arguments: ['build', '--load', '--progress', 'plain'],
        env: buildEnvironment(endpoint, places.env),
      };
};

/** A docker CLI of before 23.0, which has part of BuildKit built in. */
export const findOldCli = async (
  endpoint: Endpoint,
  { env }: CliPlaces,
): Promise<BuildCli | undefined> => {
  const own = buildEnvironment(endpoint, env);
  // The server's part of the answer fails where there is no server; the client's is there anyway.
  const { stdout } = await execa('docker', ['version', '--format', '{{.Client.Version}}'], {
    env: own,
    extendEnv: false,
    timeout: 10_000,
    reject: false,
  });
  return Number.parseInt(stdout, 10) < 23
    ? { kind: 'cli', program: 'docker', arguments: ['build', '--progress', 'plain'], env: own }
    : undefined;
};

const buildEnvironment = (endpoint: Endpoint, env: Environment): Environment => ({
  ...cliEnvironment(endpoint, env),
  DOCKER_BUILDKIT: '1',
  // An attestation has a time in it, so that nothing that is built again would ever be the same.
  BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
});

export const buildWithCli = async (
  cli: BuildCli,
  spec: BuildSpec,
  source: BuildSource,
  onLine: (line: string) => void,
  signal?: AbortSignal,
): Promise<ImageId> => {
  const folder = await mkdtemp(join(tmpdir(), 'hyperbox-build-'));
  try {
    const idFile = join(folder, 'id');
    const args = [
      ...[...cli.arguments, ...buildArguments(spec), '--iidfile', idFile],
      ...(await fileArguments(spec, source, folder)),
      ...['--', spec.context],
    ];
    const process = execa(cli.program, args, {
      env: { ...cli.env, ...secretEnvironment(spec) },
      extendEnv: false,
      all: true,
      buffer: false,
      reject: false,
      stdin: 'ignore',
      ...(signal && { cancelSignal: signal }),
    });
    const output = followBuildOutput(onLine);
    for await (const line of process.iterable({ from: 'all' })) output.take(line);
    const result = await process;
    throwIfCancelled(signal);
    if (result.failed) throw output.failure(source, result);
    return z.parse(imageId, (await readFile(idFile, 'utf8')).trim());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** A Dockerfile of a remote context is named as it lies there; one that is inline gets a file. */
const fileArguments = async (
  spec: BuildSpec,
  source: BuildSource,
  folder: string,
): Promise<readonly string[]> => {
  if (source.path !== undefined) return ['-f', source.path];
  if (source.remoteName !== undefined) return ['-f', source.remoteName];
  if (spec.dockerfileInline === undefined) return [];
  const path = join(folder, 'Dockerfile');
  await writeFile(path, source.text);
  return ['-f', path];
};
