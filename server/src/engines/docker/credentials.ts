import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import * as z from 'zod/mini';
import type { Log } from '../../base/log.ts';
import { mapOf, maybe, text } from './record.ts';

/** What a registry is told about who asks; `undefined` when the user has not logged in there. */
export interface Credentials {
  /** The value of `X-Registry-Auth`. */
  header(registry: string, signal?: AbortSignal): Promise<string | undefined>;
  /** The value of `X-Registry-Config`, for a build that pulls from these registries. */
  buildHeader(registries: readonly string[], signal?: AbortSignal): Promise<string | undefined>;
}

const cliConfig = z.object({
  auths: mapOf(z.object({ auth: text, identitytoken: text })),
  credsStore: maybe(z.string()),
  credHelpers: mapOf(z.string()),
});
type CliConfig = z.infer<typeof cliConfig>;

const helperAnswer = z.object({ Username: text, Secret: text });

/**
 * Credentials as the docker CLI keeps them (`config.json`: `auths`, `credsStore`, `credHelpers`).
 * They are read at each use, so that a `docker login` counts at once. What cannot be read counts as
 * not logged in: the registry's own answer then tells the user what to do.
 */
export const cliCredentials = (options: {
  /** `DOCKER_CONFIG`, or `.docker` in the home folder. */
  readonly configFolder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
}): Credentials => {
  const read = async (): Promise<CliConfig | undefined> => {
    try {
      return z.parse(
        cliConfig,
        JSON.parse(await readFile(join(options.configFolder, 'config.json'), 'utf8')),
      );
    } catch {
      return undefined;
    }
  };
  const find = async (registry: string, signal?: AbortSignal): Promise<Auth | undefined> => {
    const config = await read();
    if (config === undefined) return undefined;
    const key = keyOf(registry);
    const helper = config.credHelpers[key] ?? config.credHelpers[registry] ?? config.credsStore;
    const stored =
      helper === undefined
        ? undefined
        : await askHelper(helper, key, { ...options, ...(signal && { signal }) });
    const auth = stored ?? fromFile(config, registry);
    return auth && { ...auth, serveraddress: key };
  };
  return {
    async header(registry, signal) {
      const auth = await find(registry, signal);
      return auth && encodeAuth(auth);
    },
    async buildHeader(registries, signal) {
      const found = await Promise.all(
        registries.map(
          async (registry) => [keyOf(registry), await find(registry, signal)] as const,
        ),
      );
      const known = found.filter(([, auth]) => auth !== undefined);
      if (known.length === 0) return undefined;
      return Buffer.from(JSON.stringify(Object.fromEntries(known))).toString('base64');
    },
  };
};

type Auth = Readonly<Record<string, string>>;

/** Base64url JSON, as the Engine API wants it. */
export const encodeAuth = (auth: Auth): string =>
  Buffer.from(JSON.stringify(auth)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');

/** Docker Hub is filed under the address of its first version. */
const hubKey = 'https://index.docker.io/v1/';
const keyOf = (registry: string): string => (registry === 'docker.io' ? hubKey : registry);

const fromFile = (config: CliConfig, registry: string): Auth | undefined => {
  const names =
    registry === 'docker.io'
      ? [hubKey, 'index.docker.io', 'docker.io']
      : [registry, `https://${registry}`, `http://${registry}`, `https://${registry}/`];
  const entry = names.map((name) => config.auths[name]).find((found) => found !== undefined);
  if (entry === undefined) return undefined;
  if (entry.identitytoken !== '') return { identitytoken: entry.identitytoken };
  const [username, ...password] = Buffer.from(entry.auth, 'base64').toString('utf8').split(':');
  if (username === undefined || username === '') return undefined;
  // Some versions of the CLI pad the password with zero bytes.
  return { username, password: password.join(':').replace(/\0+$/, '') };
};

/** Runs `docker-credential-<helper> get`, which reads the registry's name from standard input. */
const askHelper = async (
  helper: string,
  registry: string,
  options: { readonly env: NodeJS.ProcessEnv; readonly log: Log; readonly signal?: AbortSignal },
): Promise<Auth | undefined> => {
  // The name comes from a file and becomes part of a program's name.
  if (!/^[\w.-]+$/.test(helper)) return undefined;
  try {
    const { stdout } = await execa(`docker-credential-${helper}`, ['get'], {
      input: registry,
      env: options.env,
      extendEnv: false,
      timeout: 15_000,
      ...(options.signal && { cancelSignal: options.signal }),
    });
    const { Username, Secret } = z.parse(helperAnswer, JSON.parse(stdout));
    if (Secret === '') return undefined;
    return Username === '<token>'
      ? { identitytoken: Secret }
      : { username: Username, password: Secret };
  } catch {
    // A helper answers an unknown registry with an error too, so this is not worth a warning.
    options.log.debug(`docker-credential-${helper} knows nothing of ${registry}.`);
    return undefined;
  }
};
