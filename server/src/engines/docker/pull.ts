import { HyperBoxError, throwIfCancelled } from '../../base/error.ts';
import type { LayerProgress } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { encodeAuth, type Credentials } from './credentials.ts';
import { toEngineError } from './errors.ts';
import { parseReference } from './image-reference.ts';
import { readJsonLines } from './json-lines.ts';
import { progressRecord, normalizeProgress } from './pull-progress.ts';
import * as z from 'zod/mini';
import type { Readable } from 'node:stream';

interface Registry {
  readonly api: EngineApi;
  readonly credentials: Credentials;
}

/** Without a word for so long, a pull is taken for dead: the engine itself would wait for ever. */
const defaultIdleTimeoutMs = 120_000;

interface PullOptions {
  readonly platform?: string;
  readonly idleTimeoutMs?: number;
  readonly onProgress: (layer: LayerProgress) => void;
}

export const pullImage = async (
  { api, credentials }: Registry,
  reference: string,
  options: PullOptions,
  signal?: AbortSignal,
): Promise<void> => {
  const what = `Cannot pull ${reference}`;
  const { name, tag, digest, registry } = parseReference(reference);
  const auth = await credentials.header(registry, signal);
  await transfer(
    (transferSignal) =>
      api.stream({
        what,
        method: 'POST',
        path: '/images/create',
        query: { fromImage: name, tag: digest ?? tag, platform: options.platform },
        ...(auth !== undefined && { headers: { 'X-Registry-Auth': auth } }),
        signal: transferSignal,
        registry: true,
      }),
    { ...options, what },
    signal,
  );
};

export const pushImage = async (
  { api, credentials }: Registry,
  reference: string,
  options: { readonly onProgress: (layer: LayerProgress) => void },
  signal?: AbortSignal,
): Promise<void> => {
  const what = `Cannot push ${reference}`;
  const { name, tag, registry } = parseReference(reference);
  // The engine refuses a push without this header, so an empty one stands for no credentials.
  const auth = (await credentials.header(registry, signal)) ?? encodeAuth({});
  await transfer(
    (transferSignal) =>
      api.stream({
        what,
        method: 'POST',
        path: `/images/${name}/push`,
        query: { tag },
        headers: { 'X-Registry-Auth': auth },
        signal: transferSignal,
        registry: true,
      }),
    { ...options, what },
    signal,
  );
};

/** Follows a transfer to its end, and ends it by itself when nothing has been said for too long. */
const transfer = async (
  open: (signal: AbortSignal) => Promise<Readable>,
  options: PullOptions & { readonly what: string },
  signal?: AbortSignal,
): Promise<void> => {
  const idleTimeoutMs = options.idleTimeoutMs ?? defaultIdleTimeoutMs;
  const idle = new AbortController();
  const timer = setTimeout(() => {
    idle.abort();
  }, idleTimeoutMs);
  const onProgress = (layer: LayerProgress): void => {
    timer.refresh();
    options.onProgress(layer);
  };
  try {
    const both = signal === undefined ? idle.signal : AbortSignal.any([signal, idle.signal]);
    await follow(await open(both), { ...options, onProgress });
  } catch (error) {
    throwIfCancelled(signal);
    if (!idle.signal.aborted) throw error;
    throw new HyperBoxError(
      'timeout',
      `${options.what}: the registry sent nothing for ${Math.round(idleTimeoutMs / 1000)} s.`,
      { hint: 'Check the connection to the registry and try again.', cause: error },
    );
  } finally {
    clearTimeout(timer);
  }
};

const follow = (
  stream: Readable,
  options: { readonly what: string; readonly onProgress: (layer: LayerProgress) => void },
): Promise<void> =>
  new Promise((resolve, reject) => {
    let failure: Error | undefined;
    readJsonLines(stream, {
      onValue: (value) => {
        const parsed = z.safeParse(progressRecord, value);
        if (!parsed.success) return;
        // The status was sent long ago: an error now is a word among the others.
        if (parsed.data.error !== '') failure ??= new Error(parsed.data.error);
        else options.onProgress(normalizeProgress(parsed.data));
      },
      onEnd: (error) => {
        const cause = failure ?? error;
        if (cause === undefined) resolve();
        else reject(toEngineError(cause, options.what, { registry: true }));
      },
    });
  });
