import type { ComposeModel, ComposeService } from './model.ts';
import { withGoNames } from './go-names.ts';
import { omit } from './omit.ts';

type Json = Record<string, unknown>;

/** The model as `docker compose config --format json` prints it. */
export const toConfigJson = (model: ComposeModel): Json => {
  const config = toConfig(model);
  return { ...config, services: mapValues(config['services'] as Json, withGoNames) };
};

/**
 * The model as `docker compose config` prints it: what no service uses is left out, so
 * are env files (their variables are in `environment`), `$` is doubled, and `x-…` stays at the top.
 */
export const toConfig = (model: ComposeModel): Json => {
  const services = Object.entries(model.services);
  const used = usedResources(services.map(([, service]) => service));
  const sections = {
    networks: mapValues(pick(model.networks, used.networks), withoutIpamOptions),
    volumes: pick(model.volumes, used.volumes),
    secrets: pick(model.secrets, used.secrets),
    configs: mapValues(pick(model.configs, used.configs), withoutContent),
  };
  return escapeDollars({
    name: model.name,
    services: Object.fromEntries(
      services.map(([name, service]) => [name, serviceJson(service)] as const),
    ),
    ...Object.fromEntries(
      Object.entries(sections)
        .filter(([, section]) => Object.keys(section).length > 0)
        .map(([key, section]) => [key, withoutExtensions(section)] as const),
    ),
    ...model.extensions,
  }) as Json;
};

const usedResources = (
  services: readonly ComposeService[],
): Readonly<Record<'networks' | 'volumes' | 'secrets' | 'configs', ReadonlySet<string>>> => ({
  networks: new Set(services.flatMap(({ networks }) => Object.keys(networks ?? {}))),
  volumes: new Set(
    services.flatMap(({ volumes = [] }) =>
      volumes.flatMap(({ type, source }) =>
        type === 'volume' && source !== undefined ? [source] : [],
      ),
    ),
  ),
  secrets: new Set(
    services.flatMap(({ secrets = [], build }) =>
      [...secrets, ...(build?.secrets ?? [])].map(({ source }) => source ?? ''),
    ),
  ),
  configs: new Set(
    services.flatMap(({ configs = [] }) => configs.map(({ source }) => source ?? '')),
  ),
});

const pick = (section: object, names: ReadonlySet<string>): Json =>
  Object.fromEntries(Object.entries(section).filter(([name]) => names.has(name)));

const mapValues = (section: Json, change: (value: Json) => Json): Json =>
  Object.fromEntries(
    Object.entries(section).map(([name, value]) => [name, change(value as Json)] as const),
  );

/** What came from a variable is printed as the variable. */
const withoutContent = (config: Json): Json =>
  config['environment'] === undefined ? config : omit(config, ['content']);

/** The reference knows no options of an IPAM driver and leaves them out. */
const withoutIpamOptions = (network: Json): Json => ({
  ...network,
  ...(isObject(network['ipam']) && { ipam: omit(network['ipam'], ['options']) }),
});

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Attributes that the model keeps as text because they may need 64 bits. */
const longIntegers = ['cpu_period', 'cpu_quota', 'cpu_rt_period', 'cpu_rt_runtime', 'cpu_shares'];

const serviceJson = (service: ComposeService): Json => {
  const rest: Json = omit(withoutExtensions(service) as Json, ['env_file', 'label_file']);
  for (const key of longIntegers) {
    if (rest[key] !== undefined) rest[key] = Number(rest[key]);
  }
  return rest;
};

/** Maps of text whose keys a person chose: `x-…` is a name there. */
const namedMaps = new Set(['environment', 'labels', 'args', 'annotations', 'options']);

const withoutExtensions = (value: unknown, key?: string): unknown => {
  if (Array.isArray(value)) return value.map((item) => withoutExtensions(item));
  if (typeof value !== 'object' || value === null) return value;
  if (key !== undefined && namedMaps.has(key)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.startsWith('x-'))
      .map(([name, entry]) => [name, withoutExtensions(entry, name)] as const),
  );
};

const escapeDollars = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map(escapeDollars);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key.replaceAll('$', '$$$$'),
      escapeDollars(entry),
    ]),
  );
};
