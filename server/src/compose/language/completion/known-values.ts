import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { PathTable } from '../../path-table.ts';
import { schemasAt } from '../../schema/look-up.ts';
import { allowedAt } from '../docs.ts';
import type { Caret } from './caret.ts';

/** A value, and what it does where that is not plain. */
type Known = string | readonly [value: string, meaning: string];

const restart: readonly Known[] = [
  ['no', 'Never: the default'],
  ['always', 'Whenever it ends, and when the engine starts'],
  ['on-failure', 'When it ends with an error; `on-failure:3` at most three times'],
  ['unless-stopped', 'Whenever it ends, unless it was stopped'],
];
const pull: readonly Known[] = [
  ['missing', 'When the image is not here: the default'],
  ['always', 'At each start'],
  ['never', 'The image has to be here'],
  ['build', 'Builds it'],
  ['daily', 'When the last check is a day ago'],
  ['weekly', 'When the last check is a week ago'],
];
const shared = (what: string): readonly Known[] => [
  ['host', `That of the host: ${what}`],
  ['service:', 'That of another service'],
  ['container:', 'That of a container'],
];
const networkModes: readonly Known[] = [
  ['bridge', 'The network that the engine has by default'],
  ...shared('no port needs to be published'),
  ['none', 'No network'],
];
const capabilities: readonly Known[] = [
  ...['ALL', 'AUDIT_WRITE', 'BPF', 'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER'],
  ...['FSETID', 'IPC_LOCK', 'KILL', 'MKNOD', 'NET_ADMIN', 'NET_BIND_SERVICE', 'NET_RAW'],
  ...['PERFMON', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_ADMIN', 'SYS_CHROOT'],
  ...['SYS_MODULE', 'SYS_NICE', 'SYS_PTRACE', 'SYS_RESOURCE', 'SYS_TIME', 'SYSLOG'],
];
const platforms = ['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/386', 'windows/amd64'];
const logDrivers = [
  ...['json-file', 'local', 'none', 'journald', 'syslog', 'fluentd', 'gelf', 'awslogs'],
  ...['gcplogs', 'splunk'],
];
const byDefault = (value: string): readonly Known[] => [[value, 'The default']];

/** What people write where the schema takes any text, what is likely first. */
const table = new PathTable<readonly Known[]>({
  'services.*.restart': restart,
  'services.*.pull_policy': pull,
  'services.*.network_mode': networkModes,
  'services.*.pid': shared('processes see each other'),
  'services.*.ipc': [
    ['private', 'Its own'],
    ['shareable', 'Its own, for others to join'],
    ...shared('memory is shared'),
  ],
  'services.*.uts': [['host', 'The host name of the host']],
  'services.*.userns_mode': [['host', 'No user namespace']],
  'services.*.gpus': [['all', 'Every GPU']],
  'services.*.cap_add.*': capabilities,
  'services.*.cap_drop.*': capabilities,
  'services.*.security_opt.*': [
    ['no-new-privileges:true', 'No process gains rights, as with setuid'],
    ['seccomp:unconfined', 'Every system call'],
    ['apparmor:unconfined', 'No AppArmor profile'],
    ['label:disable', 'No SELinux label'],
  ],
  'services.*.platform': platforms,
  'services.*.build.platforms.*': platforms,
  'services.*.build.network': [['none', 'No network while it is built'], 'host', 'default'],
  'services.*.build.isolation': ['default', 'process', 'hyperv'],
  'services.*.isolation': ['default', 'process', 'hyperv'],
  'services.*.stop_signal': ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGUSR1', 'SIGKILL'],
  'services.*.stop_grace_period': byDefault('10s'),
  'services.*.shm_size': byDefault('64m'),
  'services.*.healthcheck.interval': byDefault('30s'),
  'services.*.healthcheck.timeout': byDefault('30s'),
  'services.*.healthcheck.start_period': byDefault('0s'),
  'services.*.healthcheck.start_interval': byDefault('5s'),
  'services.*.healthcheck.retries': byDefault('3'),
  'services.*.logging.driver': logDrivers,
  'services.*.ports.*.mode': [['ingress', 'The default'], 'host'],
  'services.*.ports.*.protocol': [['tcp', 'The default'], 'udp'],
  'services.*.ports.*.app_protocol': ['http', 'https', 'http2'],
  'services.*.deploy.mode': [
    ['replicated', 'As many as `replicas` says: the default'],
    ['global', 'One on each node'],
    'replicated-job',
    'global-job',
  ],
  'services.*.deploy.endpoint_mode': ['vip', 'dnsrr'],
  'services.*.deploy.restart_policy.condition': [['any', 'The default'], 'on-failure', 'none'],
  'services.*.deploy.update_config.failure_action': ['pause', 'continue', 'rollback'],
  'services.*.deploy.rollback_config.failure_action': ['pause', 'continue'],
  'services.*.deploy.resources.reservations.devices.*.driver': ['nvidia'],
  'services.*.deploy.resources.reservations.devices.*.capabilities.*': [
    'gpu',
    'tpu',
    'compute',
    'utility',
  ],
  'services.*.deploy.resources.reservations.devices.*.count': ['all'],
  'services.*.env_file.*.format': [['raw', 'Values are taken as they are written']],
  'services.*.volumes.*.bind.propagation': [
    'rprivate',
    'private',
    'rshared',
    'shared',
    'rslave',
    'slave',
  ],
  'networks.*.driver': ['bridge', 'host', 'none', 'overlay', 'macvlan', 'ipvlan'],
  'networks.*.ipam.driver': ['default'],
  'volumes.*.driver': ['local'],
});

/** The values that an attribute takes, or that are written there most. */
export const valueItems = ({ path, place, typed }: Caret): readonly CompletionItem[] => {
  if (place !== 'value' || /\s/.test(typed)) return [];
  const schemas = schemasAt(path);
  // What is nowhere in the specification has no values either.
  const known = schemas.length === 0 ? [] : (table.get(path) ?? []);
  const items = [
    ...known.map(knownItem),
    ...allowedAt(path).map((label) => ({ label, kind: CompletionItemKind.EnumMember })),
    ...(schemas.some(({ type = [] }) => type.includes('boolean')) ? booleans : []),
  ];
  return items.filter(({ label }, at) => items.findIndex((each) => each.label === label) === at);
};

const booleans: readonly CompletionItem[] = ['true', 'false'].map((label) => ({
  label,
  kind: CompletionItemKind.Constant,
}));

const knownItem = (known: Known): CompletionItem => {
  const [label, meaning] = typeof known === 'string' ? [known] : known;
  return {
    ...{ label, kind: CompletionItemKind.EnumMember },
    // YAML reads `no` as a boolean where it is not quoted.
    ...(label === 'no' && { insertText: '"no"', filterText: 'no' }),
    ...(meaning !== undefined && { documentation: meaning }),
  };
};

/** The values that a key can be written with at once. */
export const likelyValues = (path: Caret['path']): readonly string[] => [
  ...(schemasAt(path).length === 0 ? [] : (table.get(path) ?? [])).flatMap((known) => {
    const [value] = typeof known === 'string' ? [known] : known;
    return /[:,|]/.test(value) ? [] : [value === 'no' ? '"no"' : value];
  }),
  ...allowedAt(path),
];
