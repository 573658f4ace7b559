import { PathTable } from '../path-table.ts';
import type { Origin } from '../yaml/source.ts';
import { boolNode, numberNode, type ScalarNode } from '../yaml/tree.ts';

export type CastResult =
  { readonly node: ScalarNode; readonly warning?: string } | { readonly error: string };
export type Cast = (text: string, origin: Origin) => CastResult;

const quoted = (text: string): string => JSON.stringify(text);

const toInteger =
  (goFunction: string): Cast =>
  (text, origin) =>
    /^[-+]?[0-9]+$/.test(text)
      ? {
          node: {
            ...numberNode(Number(text), 'int', origin),
            text: BigInt(text.replace(/^\+/, '')).toString(),
          },
        }
      : { error: `strconv.${goFunction}: parsing ${quoted(text)}: invalid syntax` };

const toFloat: Cast = (text, origin) =>
  /^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?$/i.test(text)
    ? { node: numberNode(Number(text), 'float', origin) }
    : { error: `strconv.ParseFloat: parsing ${quoted(text)}: invalid syntax` };

const words: Readonly<Record<string, boolean>> = {
  true: true,
  y: true,
  yes: true,
  on: true,
  false: false,
  n: false,
  no: false,
  off: false,
};

const toBoolean: Cast = (text, origin) => {
  const value = words[text.toLowerCase()];
  if (value === undefined) return { error: `invalid boolean: ${text}` };
  const node = boolNode(value, origin);
  return /^(true|false)$/i.test(text)
    ? { node }
    : {
        node,
        warning: `"${text}" for boolean is not supported by YAML 1.2, please use \`${String(value)}\``,
      };
};

const atoi = toInteger('Atoi');
const parseInt64 = toInteger('ParseInt');

/** Attributes whose text is read as a number or a boolean once variables are replaced. */
export const casts = new PathTable<Cast>({
  'services.*.cpu_count': parseInt64,
  'services.*.cpu_percent': toFloat,
  'services.*.cpu_period': parseInt64,
  'services.*.cpu_quota': parseInt64,
  'services.*.cpu_rt_period': parseInt64,
  'services.*.cpu_rt_runtime': parseInt64,
  'services.*.cpus': toFloat,
  'services.*.cpu_shares': parseInt64,
  'services.*.init': toBoolean,
  'services.*.depends_on.*.required': toBoolean,
  'services.*.depends_on.*.restart': toBoolean,
  'services.*.deploy.replicas': atoi,
  'services.*.deploy.update_config.parallelism': atoi,
  'services.*.deploy.update_config.max_failure_ratio': toFloat,
  'services.*.deploy.rollback_config.parallelism': atoi,
  'services.*.deploy.rollback_config.max_failure_ratio': toFloat,
  'services.*.deploy.restart_policy.max_attempts': atoi,
  'services.*.deploy.placement.max_replicas_per_node': atoi,
  'services.*.healthcheck.retries': atoi,
  'services.*.healthcheck.disable': toBoolean,
  'services.*.oom_kill_disable': toBoolean,
  'services.*.oom_score_adj': parseInt64,
  'services.*.pids_limit': parseInt64,
  'services.*.ports.*.target': atoi,
  'services.*.privileged': toBoolean,
  'services.*.read_only': toBoolean,
  'services.*.scale': atoi,
  'services.*.stdin_open': toBoolean,
  'services.*.tty': toBoolean,
  'services.*.ulimits.*': atoi,
  'services.*.ulimits.*.hard': atoi,
  'services.*.ulimits.*.soft': atoi,
  'services.*.volumes.*.read_only': toBoolean,
  'services.*.volumes.*.volume.nocopy': toBoolean,
  'networks.*.external': toBoolean,
  'networks.*.internal': toBoolean,
  'networks.*.attachable': toBoolean,
  'networks.*.enable_ipv4': toBoolean,
  'networks.*.enable_ipv6': toBoolean,
  'volumes.*.external': toBoolean,
  'secrets.*.external': toBoolean,
  'configs.*.external': toBoolean,
});
