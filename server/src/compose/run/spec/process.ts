import type { ContainerSpec, HealthcheckSpec } from '../../../engines/contract.ts';
import type { ComposeHealthcheck } from '../../model.ts';
import { parseBytes } from '../../values/bytes.ts';
import { parseDuration } from '../../values/duration.ts';
import type { FieldEffect, FieldRule } from './context.ts';

/** `null` passes a variable on if it is set, else unsets the image's. */
export const environmentOf = (
  environment: Readonly<Record<string, string | null>>,
  outer: Readonly<Record<string, string>>,
): readonly string[] =>
  Object.entries(environment).map(([name, value]) => {
    const resolved = value ?? outer[name];
    return resolved === undefined ? name : `${name}=${resolved}`;
  });

export const environmentRule: FieldRule<'environment'> = (environment, { model }) => ({
  spec: { environment: environmentOf(environment, model.environment) },
});

const healthDurations = [
  ['interval', 'intervalMs'],
  ['timeout', 'timeoutMs'],
  ['start_period', 'startPeriodMs'],
  ['start_interval', 'startIntervalMs'],
] as const;

export const healthcheckRule: FieldRule<'healthcheck'> = (healthcheck) => {
  if (healthcheck.disable === true) return { spec: { healthcheck: { test: ['NONE'] } } };
  const durations = healthDurations.map(([field, target]) => {
    const text = healthcheck[field];
    return { field, target, text, value: text === undefined ? undefined : parseDuration(text) };
  });
  return {
    spec: {
      healthcheck: {
        ...(healthcheck.test !== undefined && { test: healthcheck.test }),
        ...(healthcheck.retries !== undefined && { retries: healthcheck.retries }),
        ...Object.fromEntries(
          durations.flatMap(({ target, value }) => (value === undefined ? [] : [[target, value]])),
        ),
      } satisfies HealthcheckSpec,
    },
    problems: durations
      .filter(({ text, value }) => text !== undefined && value === undefined)
      .map(({ field, text }) => `"${field}: ${String(text)}" is no duration`),
  };
};

/** Whether the file itself says how to tell health; `undefined` leaves it to the image. */
export const declaresHealth = (
  healthcheck: ComposeHealthcheck | undefined,
): boolean | undefined => {
  if (healthcheck === undefined) return undefined;
  if (healthcheck.disable === true || healthcheck.test?.[0] === 'NONE') return false;
  return healthcheck.test === undefined ? undefined : true;
};

/** The hooks themselves are the executor's; Docker Compose refuses this one too. */
export const preStartRule: FieldRule<'pre_start'> = (hooks) => ({
  problems: hooks.flatMap(({ per_replica }, index) =>
    per_replica === true
      ? [`"per_replica" of hook ${index + 1} cannot be done: hooks run once for all containers`]
      : [],
  ),
});

export const stopGraceRule: FieldRule<'stop_grace_period'> = (text) => {
  const stopGraceMs = parseDuration(text);
  return stopGraceMs === undefined
    ? { problems: [`"${text}" is no duration`] }
    : { spec: { stopGraceMs } };
};

export const shmSizeRule: FieldRule<'shm_size'> = (text) => {
  const shmSizeBytes = parseBytes(text);
  return shmSizeBytes === undefined
    ? { problems: [`"${text}" is no size`] }
    : { spec: { shmSizeBytes } };
};

export const loggingRule: FieldRule<'logging'> = ({ driver, options }) => ({
  spec: { logging: { driver: driver ?? '', options: options ?? {} } },
});

/** The path of a seccomp profile that has to be read, of one `security_opt`. */
export const profilePath = (option: string): string | undefined => {
  const path = /^seccomp[=:](?<path>.+)$/s.exec(option)?.groups?.['path'];
  const builtIn = path === 'unconfined' || path === 'builtin' || path?.startsWith('{') === true;
  return builtIn ? undefined : path;
};

export const securityRule: FieldRule<'security_opt'> = (options, { context }) => {
  const kept = options.filter((option) => option !== 'systempaths=unconfined');
  const effects = kept.map((option): FieldEffect => {
    const path = profilePath(option);
    if (path === undefined) return { spec: { securityOptions: [option] } };
    const text = context.profileTexts?.get(path);
    return text === undefined
      ? { problems: [`the seccomp profile ${path} cannot be read`] }
      : { spec: { securityOptions: [`seccomp=${text}`] } };
  });
  return {
    spec: { securityOptions: effects.flatMap(({ spec }) => spec?.securityOptions ?? []) },
    problems: effects.flatMap(({ problems }) => problems ?? []),
    warnings:
      kept.length === options.length
        ? []
        : ['"systempaths=unconfined" has no effect: use "privileged" to see all of /proc and /sys'],
  };
};

const credentialSources = [
  ['file', 'file://'],
  ['registry', 'registry://'],
] as const;

export const credentialRule: FieldRule<'credential_spec'> = (spec) => {
  for (const [field, scheme] of credentialSources) {
    const value = spec[field];
    if (value !== undefined)
      return { spec: { securityOptions: [`credentialspec=${scheme}${value}`] } };
  }
  return { warnings: ['has no effect: only a swarm has credentials in configs'] };
};

/** A row for a field that the engine takes under the same meaning. */
export const as =
  <Key extends keyof ContainerSpec>(field: Key) =>
  (value: NonNullable<ContainerSpec[Key]>): FieldEffect => ({ spec: { [field]: value } });
