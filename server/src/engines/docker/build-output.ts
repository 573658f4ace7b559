import { HyperBoxError } from '../../base/error.ts';
import { buildFailure } from './build-failure.ts';
import type { BuildSource } from './build-source.ts';

/**
 * Follows what BuildKit prints with `--progress plain`: `#7 [2/3] RUN make`, `#7 0.21 what the step
 * printed`, `#7 ERROR: …`, and words of its own between them. `onLine` hears what a reader of the
 * build wants to see: the step that begins, and what it prints.
 */
export const followBuildOutput = (onLine: (line: string) => void) => {
  const said: string[] = [];
  return {
    take(line: string): void {
      said.push(line);
      const shown = shownPart(line);
      if (shown !== undefined) onLine(shown);
    },
    failure: (source: BuildSource, cause: unknown): Error => explain(said, source, cause),
  };
};

const shownPart = (line: string): string | undefined => {
  const step = /^#\d+ (\[(?!internal\]).*)$/.exec(line)?.[1];
  return step ?? /^#\d+ \d+\.\d+ (.*)$/.exec(line)?.[1];
};

/** What engines answer whose BuildKit is older than the plugin that speaks to it. */
const tooOld = [
  {
    pattern: /unsupported frontend capability moby\.buildkit\.frontend\.contexts/,
    message: '"additional_contexts" cannot be done: the BuildKit of this engine does not know them',
    hint: 'Use Docker 23 or newer, or begin the Dockerfile with "# syntax=docker/dockerfile:1".',
  },
  {
    pattern: /cache export is not supported for the docker driver/i,
    message: '"cache_to" cannot be done: this engine’s own builder does not export its cache',
    hint: 'Use a builder that does (docker buildx create --use), or the containerd image store.',
  },
  {
    pattern: /granting entitlement \S+ is not allowed by build daemon configuration/,
    message: 'the engine does not allow the "privileged" or "entitlements" that are asked for',
    hint: 'Allow them in the configuration of the engine’s builder, or do without.',
  },
  {
    pattern: /attestation is not supported for the docker driver/i,
    message: '"provenance" and "sbom" cannot be done: this engine’s image store keeps neither',
    hint: 'Turn on the containerd image store of the engine, or do without.',
  },
] as const;

const explain = (said: readonly string[], source: BuildSource, cause: unknown): Error => {
  const old = tooOld.find(({ pattern }) => said.some((line) => pattern.test(line)));
  if (old !== undefined)
    return new HyperBoxError('unsupported', `build: ${old.message}.`, { hint: old.hint, cause });
  const failed = said.findLast((line) => /^#\d+ ERROR: /.test(line));
  const number = /^#\d+ /.exec(failed ?? '')?.[0];
  const step = number === undefined ? [] : said.filter((line) => line.startsWith(number));
  const printed = said.map((text) => /^\S*ockerfile\S*:(\d+)$/.exec(text)?.[1]).findLast(Boolean);
  const parse = /parse error on line (\d+)|parse error line (\d+)/.exec(said.join('\n'));
  const line = printed ?? parse?.[1] ?? parse?.[2];
  const last = said.findLast((text) => /^ERROR: |^failed to /i.test(text));
  const output = step
    .map((text) => /^#\d+ (?:\d+\.\d+ )?(?!ERROR: |sha256:|\[|DONE|CACHED)(.*)$/.exec(text)?.[1])
    .filter((text) => text !== undefined);
  return buildFailure(source, {
    message: withoutLayers(last ?? said.at(-1) ?? 'the builder could not be run'),
    output: output.length > 0 ? output : said.slice(-10),
    line: line === undefined ? lineOfStep(step[0] ?? '', source) : Number(line),
    cause,
  });
};

/** Each part of the builder wraps the message of the one below it. */
const wrappers =
  /^(?:ERROR: |failed to build: |failed to solve: |rpc error: code = \w+ desc = |failed to solve with frontend [\w.]+: |failed to create LLB definition: )+/i;

const withoutLayers = (message: string): string => message.replace(wrappers, '');

/** Older engines name no line, but the step: `#7 [stage-0 2/2] RUN make`. */
const lineOfStep = (header: string, { dockerfile }: BuildSource): number | undefined => {
  const image = /^#\d+ \[internal\] load metadata for (\S+)$/.exec(header)?.[1];
  if (image !== undefined) {
    return dockerfile.instructions.find(
      ({ keyword, rest }) => keyword === 'FROM' && isBase(rest, image),
    )?.line;
  }
  const written = /^#\d+ \[[^\]]*\] (.*)$/.exec(header)?.[1];
  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  return dockerfile.instructions.find(
    ({ keyword, rest }) => plain(`${keyword} ${rest}`) === plain(written ?? ''),
  )?.line;
};

/** The builder writes the whole name: `docker.io/library/redis:latest` for `redis`. */
const isBase = (rest: string, image: string): boolean =>
  rest
    .split(/\s+/)
    .some((word) => [word, `${word}:latest`].some((name) => `/${image}`.endsWith(`/${name}`)));
