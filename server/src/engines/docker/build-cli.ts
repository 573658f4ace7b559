import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageId, type ImageId } from '#shared/protocol/ids';
import { execa } from 'execa';
import * as z from 'zod/mini';
import { throwIfCancelled } from '../../base/error.ts';
import type { BuildSpec, Endpoint } from '../contract.ts';
import { buildFailure } from './build-failure.ts';
import type { BuildSource } from './build-source.ts';

/** A docker CLI that can build with BuildKit, and how it is asked to. */
export interface BuildCli {
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Looks for a CLI with the buildx plugin, or one of before 23.0, which has BuildKit built in. */
export const findBuildCli = async (
  endpoint: Endpoint,
  env: Readonly<Record<string, string | undefined>>,
): Promise<BuildCli | undefined> => {
  const context = /^context:(?!default$)(.+)$/.exec(endpoint.id)?.[1];
  const own = {
    ...env,
    // One of the two says where, whatever the user's own say.
    DOCKER_CONTEXT: undefined,
    DOCKER_HOST: context === undefined ? endpoint.address : undefined,
    DOCKER_BUILDKIT: '1',
    BUILDKIT_PROGRESS: 'plain',
  };
  const global = context === undefined ? [] : ['--context', context];
  const ask = (args: readonly string[]): Promise<string | undefined> =>
    execa('docker', args, { env: own, extendEnv: false, timeout: 10_000 }).then(
      ({ stdout }) => stdout,
      () => undefined,
    );
  if ((await ask(['buildx', 'version'])) !== undefined) {
    return { arguments: [...global, 'buildx', 'build', '--load'], env: own };
  }
  // The server's part of the answer fails where there is no server; the client's is there anyway.
  const version = await ask(['version', '--format', '{{.Client.Version}}']);
  return Number.parseInt(version ?? '', 10) < 23
    ? { arguments: [...global, 'build'], env: own }
    : undefined;
};

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
    const dockerfile = source.path ?? join(folder, 'Dockerfile');
    if (source.path === undefined) await writeFile(dockerfile, source.text);
    const process = execa(
      'docker',
      [
        ...cli.arguments,
        ...toArguments(spec),
        '--iidfile',
        idFile,
        '-f',
        dockerfile,
        '--',
        spec.context,
      ],
      {
        env: cli.env,
        extendEnv: false,
        all: true,
        buffer: false,
        reject: false,
        stdin: 'ignore',
        ...(signal && { cancelSignal: signal }),
      },
    );
    const said: string[] = [];
    for await (const line of process.iterable({ from: 'all' })) {
      said.push(line);
      onLine(line);
    }
    const result = await process;
    throwIfCancelled(signal);
    if (result.failed) throw explain(said, source, result);
    return z.parse(imageId, (await readFile(idFile, 'utf8')).trim());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const toArguments = (spec: BuildSpec): readonly string[] => [
  ...spec.tags.flatMap((tag) => ['-t', tag]),
  ...Object.entries(spec.args ?? {}).flatMap(([name, value]) => [
    '--build-arg',
    value === null ? name : `${name}=${value}`,
  ]),
  ...Object.entries(spec.labels ?? {}).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
  ...(spec.target === undefined ? [] : ['--target', spec.target]),
  ...(spec.platform === undefined ? [] : ['--platform', spec.platform]),
  ...(spec.cacheFrom ?? []).flatMap((from) => ['--cache-from', from]),
  ...(spec.network === undefined ? [] : ['--network', spec.network]),
  ...(spec.extraHosts ?? []).flatMap((host) => ['--add-host', host]),
  ...(spec.shmSizeBytes === undefined ? [] : ['--shm-size', String(spec.shmSizeBytes)]),
  ...(spec.noCache === true ? ['--no-cache'] : []),
  ...(spec.pull === true ? ['--pull'] : []),
];

/** Reads BuildKit's plain output: `#7 ERROR: …`, `#7 0.21 what the step printed`, `Dockerfile:12`. */
const explain = (said: readonly string[], source: BuildSource, cause: unknown): Error => {
  const failed = said.findLast((line) => /^#\d+ ERROR: /.test(line));
  const number = /^#\d+ /.exec(failed ?? '')?.[0];
  const step = number === undefined ? [] : said.filter((line) => line.startsWith(number));
  const printed = said.map((text) => /^\S*ockerfile\S*:(\d+)$/.exec(text)?.[1]).findLast(Boolean);
  const parse = /parse error on line (\d+)/.exec(said.join('\n'))?.[1];
  const line = printed ?? parse;
  const last = said.findLast((text) => /^ERROR: |^failed to /i.test(text));
  return buildFailure(source, {
    message: (last ?? said.at(-1) ?? 'the docker CLI could not be run').replace(/^ERROR: /, ''),
    output: (step.length > 0 ? step : said).map((text) => text.replace(/^#\d+ (\d+\.\d+ )?/, '')),
    line: line === undefined ? lineOfStep(step[0] ?? '', source) : Number(line),
    cause,
  });
};

/** Older engines name no line, but the step: `#7 [stage-0 2/2] RUN make`. */
const lineOfStep = (header: string, source: BuildSource): number | undefined => {
  const written = /^#\d+ \[[^\]]*\] (.*)$/.exec(header)?.[1];
  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  return source.dockerfile.instructions.find(
    ({ keyword, rest }) => plain(`${keyword} ${rest}`) === plain(written ?? ''),
  )?.line;
};
