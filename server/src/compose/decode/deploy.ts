import {
  bytes,
  duration,
  fail,
  float,
  integer,
  list,
  optionalInteger,
  optionalUnsigned,
  someDuration,
  text,
  textList,
  unsigned,
  type Codec,
} from './codecs.ts';
import { mapping } from './mappings.ts';
import { struct } from './struct.ts';

/** How many devices; -1 is all of them. */
const deviceCount: Codec = (node, path, context) => {
  if (node.kind === 'scalar' && node.text.toLowerCase() === 'all') return -1;
  if (node.kind === 'scalar' && /^[-+]?[0-9]+$/.test(node.text)) {
    return Number(node.text) === 0 ? undefined : Number(node.text);
  }
  fail(
    node,
    path,
    context,
    `invalid value ${JSON.stringify(node.kind === 'scalar' ? node.text : '')}, the only value allowed is 'all' or a number`,
    'device-count',
  );
  return undefined;
};

export const deviceRequest = struct({
  capabilities: textList,
  driver: text,
  count: deviceCount,
  device_ids: textList,
  options: mapping,
});

const resource = struct({
  cpus: float,
  memory: bytes,
  pids: integer,
  devices: list(deviceRequest),
  generic_resources: list(
    struct({ discrete_resource_spec: struct({ kind: text, value: optionalInteger }) }),
  ),
});

const update = struct({
  parallelism: optionalUnsigned,
  delay: someDuration,
  failure_action: text,
  monitor: someDuration,
  max_failure_ratio: float,
  order: text,
});

export const deploy = struct(
  {
    mode: text,
    replicas: optionalInteger,
    labels: mapping,
    update_config: update,
    rollback_config: update,
    resources: struct({ limits: resource, reservations: resource }),
    restart_policy: struct({
      condition: text,
      delay: duration,
      max_attempts: optionalUnsigned,
      window: duration,
    }),
    placement: struct({
      constraints: textList,
      preferences: list(struct({ spread: text })),
      max_replicas_per_node: unsigned,
    }),
    endpoint_mode: text,
  },
  { always: { resources: () => ({}), placement: () => ({}) } },
);
