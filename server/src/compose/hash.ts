import { createHash } from 'node:crypto';
import type { ComposeNetwork, ComposeService, ComposeVolume } from './model.ts';
import { withGoNames } from './go-names.ts';
import { omit } from './omit.ts';

/**
 * What the label `com.docker.compose.config-hash` holds, computed as Docker Compose does: SHA-256 of
 * the service as Go marshals it, without how it is built, where its image comes from, how many of it
 * run, its profiles and its dependencies. Source: docker/compose `ServiceHash`.
 *
 * It relies on the loader: attributes stand in the order of the reference's structs, mappings are
 * sorted.
 */
export const serviceHash = (service: ComposeService): string =>
  createHash('sha256')
    .update(goJson(hashed(service)))
    .digest('hex');

/** What `config --hash` prints: of the service before its env files are read, with their names. */
export const writtenHash = (service: ComposeService): string =>
  createHash('sha256')
    .update(goJson(hashed(service, { envFiles: service.env_file?.map(goEnvFile) })))
    .digest('hex');

/** Go writes one that has to be there by its path alone. */
const goEnvFile = (file: NonNullable<ComposeService['env_file']>[number]): unknown =>
  file.required ? file.path : file;

const left = new Set(['build', 'pull_policy', 'scale', 'depends_on', 'profiles', 'env_file']);

/** 64-bit numbers, which the model keeps as text. */
const longIntegers = new Set([
  'cpu_period',
  'cpu_quota',
  'cpu_rt_period',
  'cpu_rt_runtime',
  'cpu_shares',
]);

const hashed = (
  service: ComposeService,
  { envFiles }: { readonly envFiles?: readonly unknown[] | undefined } = {},
): object => {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(service)) {
    if (key === 'env_file' && envFiles !== undefined) result[key] = envFiles;
    if (left.has(key) || key.startsWith('x-')) continue;
    if (key === 'deploy' && service.deploy !== undefined) {
      result[key] = withoutExtensions(omit(service.deploy, ['replicas']), key);
    } else {
      result[key] = longIntegers.has(key) ? Number(value) : withoutExtensions(value, key);
    }
  }
  return withGoNames(result);
};

/** The same label of a network. Source: docker/compose `NetworkHash`. */
export const networkHash = (network: ComposeNetwork): string =>
  createHash('sha256').update(goJson(network)).digest('hex');

/** The same label of a volume, whose driver is written out. Source: docker/compose `VolumeHash`. */
export const volumeHash = ({ name, driver, ...rest }: ComposeVolume): string =>
  createHash('sha256')
    .update(goJson({ name, driver: driver ?? 'local', ...rest }))
    .digest('hex');

/** Mappings whose keys are the user's, so that `x-` begins a name like any other. */
const named = new Set([
  ...['annotations', 'driver_opts', 'environment', 'extra_hosts', 'labels', 'models', 'networks'],
  ...['options', 'storage_opt', 'sysctls', 'ulimits'],
]);

/** Go marshals no extensions, at whatever depth. */
const withoutExtensions = (value: unknown, key: string): unknown => {
  if (Array.isArray(value)) return value.map((item) => withoutExtensions(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => named.has(key) || !name.startsWith('x-'))
      .map(([name, part]) => [name, withoutExtensions(part, named.has(key) ? '' : name)]),
  );
};

/** Go escapes what HTML could misread. */
const goJson = (value: object): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
