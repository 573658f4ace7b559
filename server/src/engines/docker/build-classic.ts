import type { Readable } from 'node:stream';
import { imageId, type ImageId } from '#shared/protocol/ids';
import * as z from 'zod/mini';
import { HyperBoxError } from '../../base/error.ts';
import type { BuildSpec } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { packContext, type ContextOptions } from './build-context.ts';
import { buildFailure } from './build-failure.ts';
import { isRemoteContext, type BuildSource } from './build-source.ts';
import type { Credentials } from './credentials.ts';
import { baseImages } from './dockerfile.ts';
import { engineMessage, statusOf, toEngineError } from './errors.ts';
import { parseReference } from './image-reference.ts';
import { readJsonLines } from './json-lines.ts';
import { maybe, text } from './record.ts';

/** The name of a Dockerfile that is not part of the context; it must not hide a file that is. */
const foreignName = '.hyperbox.Dockerfile';

/** Builds through `POST /build`: the classic builder of Docker, and Podman's own. */
export const buildClassic = async (
  { api, credentials }: { readonly api: EngineApi; readonly credentials: Credentials },
  spec: BuildSpec,
  source: BuildSource,
  onLine: (line: string) => void,
  signal?: AbortSignal,
): Promise<ImageId> => {
  const registries = baseImages(source.dockerfile).map((image) => parseReference(image).registry);
  const header = await credentials.buildHeader([...new Set(registries)], signal);
  const remote = isRemoteContext(spec.context);
  const context = remote ? undefined : await packContext(contextOf(spec, source));
  try {
    const stream = await api.stream({
      what: 'Cannot build',
      method: 'POST',
      path: '/build',
      query: toQuery(spec, source),
      ...(context && { file: context }),
      headers: {
        ...(context && { 'Content-Type': 'application/x-tar' }),
        ...(header !== undefined && { 'X-Registry-Config': header }),
      },
      signal,
    });
    const id = await follow(stream, source, onLine);
    if (id.startsWith('sha256:')) return id;
    const image = z.object({ Id: imageId });
    const what = 'Cannot find the image that was built';
    return (await api.json(image, { what, path: `/images/${id}/json`, signal })).Id;
  } catch (error) {
    throw explainRefusal(error, source);
  } finally {
    context?.destroy();
  }
};

const contextOf = (spec: BuildSpec, source: BuildSource): ContextOptions => ({
  folder: spec.context,
  ...(source.nameInContext !== undefined && { dockerfile: source.nameInContext }),
  ...(source.nameInContext === undefined && { extra: [{ name: foreignName, text: source.text }] }),
});

const toQuery = (
  spec: BuildSpec,
  source: BuildSource,
): Record<string, string | number | boolean | readonly string[] | undefined> => ({
  t: spec.tags,
  remote: isRemoteContext(spec.context) ? spec.context : undefined,
  dockerfile: source.remoteName ?? source.nameInContext ?? foreignName,
  buildargs: spec.args && JSON.stringify(spec.args),
  target: spec.target,
  platform: spec.platform,
  labels: spec.labels && JSON.stringify(spec.labels),
  cachefrom: spec.cacheFrom && JSON.stringify(spec.cacheFrom),
  networkmode: spec.network,
  extrahosts: spec.extraHosts,
  shmsize: spec.shmSizeBytes,
  ulimits:
    spec.ulimits &&
    JSON.stringify(
      spec.ulimits.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })),
    ),
  isolation: spec.isolation,
  nocache: spec.noCache,
  pull: spec.pull,
  rm: true,
  forcerm: true,
});

const buildRecord = z.object({
  stream: text,
  status: text,
  id: text,
  progress: text,
  error: text,
  aux: maybe(z.object({ ID: imageId })),
});

/** What the builder says of itself between the lines that a step prints. */
const chatter = /^(?: ---> |Removing intermediate container )/;

const follow = (
  stream: Readable,
  source: BuildSource,
  onLine: (line: string) => void,
): Promise<ImageId> =>
  new Promise((resolve, reject) => {
    let id: ImageId | undefined;
    let step = 0;
    let output: string[] = [];
    let message: string | undefined;
    const say = (line: string): void => {
      // Podman writes STEP; both count instructions in the order of the file.
      const started = /^step (\d+)\/\d+ ?: /i.exec(line)?.[1];
      if (started !== undefined) {
        step = Number(started);
        output = [];
      }
      // Podman gives no more than the first digits, and only here.
      const built = /^Successfully built ([0-9a-f]{12,})$/.exec(line)?.[1];
      if (built !== undefined) id ??= z.parse(imageId, built);
      if (!chatter.test(line)) output.push(line);
      onLine(line);
    };
    const lines = lineSplitter(say);
    readJsonLines(stream, {
      onValue: (value) => {
        const record = z.safeParse(buildRecord, value).data;
        if (record === undefined) return;
        if (record.aux !== undefined) id = record.aux.ID;
        if (record.error !== '') message ??= record.error;
        if (record.stream !== '') lines.take(record.stream);
        // The download bars of a base image are for the eye alone; each ends in one plain word.
        else if (record.status !== '' && record.progress === '') {
          lines.take(`${record.id === '' ? '' : `${record.id}: `}${record.status}\n`);
        }
      },
      onEnd: (error) => {
        lines.end();
        const line = source.dockerfile.instructions[step - 1]?.line;
        if (message !== undefined) reject(buildFailure(source, { message, output, line }));
        else if (error !== undefined) reject(toEngineError(error, 'Cannot build'));
        else if (id !== undefined) resolve(id);
        else reject(new HyperBoxError('engine-failed', 'The build ended without an image.'));
      },
    });
  });

/** Steps print in pieces that end anywhere. */
const lineSplitter = (say: (line: string) => void): { take(text: string): void; end(): void } => {
  let rest = '';
  return {
    take(piece) {
      const lines = (rest + piece).split(/\r?\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') say(line);
    },
    end() {
      if (rest !== '') say(rest);
    },
  };
};

/** A Dockerfile with a mistake is refused before the first step. */
const explainRefusal = (error: unknown, source: BuildSource): unknown => {
  const cause = error instanceof HyperBoxError ? error.cause : error;
  const status = statusOf(cause);
  if (status !== 400 && status !== 500) return error;
  const message = engineMessage(cause);
  const line = /(?:parse error|error parsing)[^\n]* line (\d+)/i.exec(message)?.[1];
  if (line === undefined && !/dockerfile/i.test(message)) return error;
  return buildFailure(source, {
    message,
    output: [message],
    line: line === undefined ? undefined : Number(line),
    cause,
  });
};
