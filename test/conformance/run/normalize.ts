import { isDeepStrictEqual } from 'node:util';
import { serviceHash } from '../../../server/src/compose/hash.ts';
import { composeLabels } from '../../../server/src/compose/run/labels.ts';
import { withReferences } from '../../../server/src/compose/run/references.ts';
import type { ComposeModel } from '../../../server/src/compose/model.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What does not count as a difference: ids (each becomes the name of what it is the id of), times,
 * process ids, paths that hold an id, addresses that the engine chose, and what HyperBox notes down
 * for itself in labels of its own.
 */
export const normalizeSnapshot = (snapshot: Snapshot, model: ComposeModel): Snapshot => {
  const named = JSON.parse(nameIds(nameHashes(snapshot, model))) as Snapshot;
  const each = (
    records: Snapshot['containers'],
    change: (record: Record<string, unknown>) => unknown,
  ): Snapshot['containers'] =>
    Object.fromEntries(
      Object.entries(records).map(([name, record]) => [name, change({ ...record }) as never]),
    );
  return {
    containers: each(named.containers, container),
    networks: each(named.networks, (record) => network(record, model)),
    volumes: each(named.volumes, volume),
  };
};

/**
 * A hash of a service that is bound to containers of others has their ids in it. Where it is the one
 * that those ids make, it says so instead.
 */
const nameHashes = ({ containers, ...rest }: Snapshot, model: ComposeModel): Snapshot => {
  const labelsOf = (record: Record_ | undefined): Record_ =>
    ((record?.['Config'] ?? {}) as Record_)['Labels'] as Record_;
  const idOf = (service: string): string | undefined =>
    Object.values(containers).find(
      (record) =>
        labelsOf(record)[composeLabels.service] === service &&
        labelsOf(record)[composeLabels.number] === '1',
    )?.['Id'] as string | undefined;
  const changed = Object.entries(containers).map(([name, record]) => {
    const given = labelsOf(record);
    const declared = model.services[String(given[composeLabels.service])];
    const bound = declared && withReferences(declared, idOf);
    if (bound === undefined || isDeepStrictEqual(bound, declared)) return [name, record] as const;
    const isOfIds = given[composeLabels.configHash] === serviceHash(bound);
    const Labels = { ...given, ...(isOfIds && { [composeLabels.configHash]: 'of these ids' }) };
    return [name, { ...record, Config: { ...(record['Config'] as Record_), Labels } }] as const;
  });
  return { ...rest, containers: Object.fromEntries(changed) };
};

const nameIds = (snapshot: Snapshot): string => {
  let text = JSON.stringify(snapshot);
  for (const kind of ['containers', 'networks'] as const) {
    for (const [name, { Id: id }] of Object.entries(snapshot[kind])) {
      text = text.replaceAll(String(id), `<${name}>`);
      if (kind === 'containers') text = text.replaceAll(String(id).slice(0, 12), `<short ${name}>`);
    }
  }
  // Hashes of definitions and ids of images are the same for both.
  return text.replaceAll(/(?<!config-hash":"|sha256:)\b[0-9a-f]{64}\b/g, '<id>');
};

type Record_ = Record<string, unknown>;

const without = (record: unknown, ...keys: readonly string[]): Record_ =>
  Object.fromEntries(
    Object.entries((record ?? {}) as Record_).filter(([key]) => !keys.includes(key)),
  );

const container = (record: Record_): Record_ => {
  const config = record['Config'] as Record_;
  const host = record['HostConfig'] as Record_;
  const settings = record['NetworkSettings'] as Record_;
  return {
    ...without(record, 'Created', 'GraphDriver', 'ExecIDs'),
    Mounts: sorted(record['Mounts']),
    State: without(record['State'], 'Pid', 'StartedAt', 'FinishedAt', 'Health'),
    Config: {
      ...config,
      Labels: labels(config['Labels']),
      Env: sorted(config['Env']),
      ExposedPorts: exposed(config['ExposedPorts']),
    },
    HostConfig: { ...host, Binds: sorted(host['Binds']), Links: sorted(host['Links']) },
    NetworkSettings: {
      ...without(settings, ...endpointKeys, 'SandboxID', 'SandboxKey'),
      Ports: ports(settings['Ports'], host['PortBindings']),
      Networks: Object.fromEntries(
        Object.entries((settings['Networks'] ?? {}) as Record_).map(([name, endpoint]) => [
          name,
          { ...without(endpoint, ...endpointKeys), Links: sorted((endpoint as Record_)['Links']) },
        ]),
      ),
    },
  };
};

/** The addresses that a file asks for are in `IPAMConfig`, and `Config.MacAddress`. */
const endpointKeys = [
  ...['EndpointID', 'Gateway', 'IPAddress', 'IPPrefixLen', 'MacAddress'],
  ...['IPv6Gateway', 'GlobalIPv6Address', 'GlobalIPv6PrefixLen'],
];

/** A port without a protocol is one of TCP, a range all that are in it. */
const exposed = (ports_: unknown): Record_ =>
  Object.fromEntries(
    Object.keys((ports_ ?? {}) as Record_).flatMap((port) => {
      const [range = '', protocol = 'tcp'] = port.split('/');
      const [first = 0, last = first] = range.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => [
        `${first + index}/${protocol}`,
        {},
      ]);
    }),
  );

/** A port of the engine's choice is any. */
const ports = (bound: unknown, wanted: unknown): Record_ =>
  Object.fromEntries(
    Object.entries((bound ?? {}) as Record<string, Record_[] | null>).map(([port, bindings]) => {
      const fixed = ((wanted ?? {}) as Record<string, Record_[] | undefined>)[port]?.every(
        ({ HostPort }) => /^\d+$/.test(String(HostPort)),
      );
      return [
        port,
        bindings?.map((binding) => (fixed === true ? binding : without(binding, 'HostPort'))),
      ];
    }),
  );

const network = (record: Record_, model: ComposeModel): Record_ => {
  const ipam = record['IPAM'] as Record_;
  const declared = Object.values(model.networks).find(({ name }) => name === record['Name']);
  const given = declared?.ipam?.config?.some(({ subnet }) => subnet !== undefined) === true;
  return {
    ...without(record, 'Created'),
    Labels: labels(record['Labels']),
    Containers: Object.fromEntries(
      Object.entries((record['Containers'] ?? {}) as Record_).map(([id, endpoint]) => [
        id,
        without(endpoint, 'EndpointID', 'MacAddress', 'IPv4Address', 'IPv6Address'),
      ]),
    ),
    IPAM: given ? ipam : without(ipam, 'Config'),
  };
};

const volume = (record: Record_): Record_ => ({
  ...without(record, 'CreatedAt'),
  Labels: labels(record['Labels']),
});

/** Lists that come from mappings, in whose order Go says nothing. */
const sorted = (list: unknown): unknown =>
  Array.isArray(list) ? list.map((item) => JSON.stringify(item)).sort() : list;

const labels = (all: unknown): Record_ =>
  Object.fromEntries(
    Object.entries((all ?? {}) as Record_)
      .filter(([name]) => !name.startsWith('dev.hyperbox.'))
      .map(([name, text]) => [
        name,
        name.endsWith('.depends_on') ? String(text).split(',').sort() : text,
      ]),
  );
