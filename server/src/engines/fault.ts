import type { EngineFault, EngineFaultReason } from '#shared/protocol/engine';
import { messageOf } from '../base/error.ts';
import { parseAddress } from './address.ts';
import type { Endpoint } from './contract.ts';

export interface FaultContext {
  readonly platform: NodeJS.Platform;
}

/** Explains why an endpoint that was found cannot be used, and what its user can do about it. */
export const faultOf = (error: unknown, endpoint: Endpoint, context: FaultContext): EngineFault => {
  const chain = causes(error);
  const codes = chain.flatMap((link) =>
    link instanceof Error && 'code' in link && typeof link.code === 'string' ? [link.code] : [],
  );
  const names = chain.flatMap((link) => (link instanceof Error ? [link.name] : []));
  const text = messageOf(chain.at(-1));
  const row =
    rows.find(({ codes: own }) => codes.some((code) => own.test(code))) ??
    rows.find(({ names: own }) => own !== undefined && names.some((name) => own.test(name)));
  if (row === undefined) {
    return {
      reason: 'failed',
      message: `${endpoint.label} (${endpoint.address}) does not work: ${text}`,
      remedy: 'Look at the log of the engine.',
    };
  }
  return row.explain({ endpoint, context, text });
};

export const tooOld = (
  endpoint: Endpoint,
  version: { readonly Version: string; readonly ApiVersion: string },
  minimum: string,
): EngineFault => ({
  reason: 'too-old',
  message: `${endpoint.label} ${version.Version} speaks API ${version.ApiVersion}; HyperBox needs ${minimum} or newer.`,
  remedy: 'Update the engine: Docker 19.03 and Podman 4 are the oldest that work.',
});

/** Somebody took the connection and said nothing. */
export const silent = (endpoint: Endpoint): EngineFault => ({
  reason: 'unreachable',
  message: `${endpoint.label} (${endpoint.address}) does not answer.`,
  remedy: 'Restart the engine: it takes connections and answers nothing.',
});

export const badAddress = (source: string, value: string, why?: string): EngineFault => ({
  reason: 'bad-address',
  message: `${source} is "${value}", which ${why ?? 'is not the address of an engine'}.`,
  remedy:
    'Give an address such as unix:///var/run/docker.sock, tcp://host:2376 or ssh://user@host, or leave it empty.',
});

interface Case {
  readonly endpoint: Endpoint;
  readonly context: FaultContext;
  readonly text: string;
}

interface Row {
  /** The system's code. */
  readonly codes: RegExp;
  readonly names?: RegExp;
  readonly explain: (found: Case) => EngineFault;
}

const rows: readonly Row[] = [
  { codes: /^(EACCES|EPERM)$/, explain: (found) => noPermission(found) },
  { codes: /^ESSH$/, explain: (found) => sshFailed(found) },
  {
    codes: /^(ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED|ERR_SSL_|EPROTO)/,
    explain: (found) => tlsFailed(found),
  },
  {
    codes: /^(ECONNREFUSED|ENOENT|ECONNRESET|EPIPE|ENOTSOCK)$/,
    explain: (found) => notRunning(found),
  },
  {
    codes: /^(ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/,
    names: /^(TimeoutError|AbortError)$/,
    explain: (found) => unreachable(found),
  },
];

const noPermission = ({ endpoint, context }: Case): EngineFault => ({
  reason: 'permission',
  message: `Your user may not use ${endpoint.address} (${endpoint.label}).`,
  ...(context.platform === 'linux'
    ? {
        remedy: 'Add your user to the docker group, then log out and in again.',
        command: 'sudo usermod -aG docker $USER',
      }
    : { remedy: 'Start the engine as your own user, or ask its owner for access.' }),
});

const notRunning = ({ endpoint, context }: Case): EngineFault => {
  const local = parseAddress(endpoint.address);
  const remote = local?.kind === 'tcp' || local?.kind === 'ssh';
  const message = `Nothing answers at ${endpoint.address} (${endpoint.label}).`;
  if (remote) {
    return fault('not-running', message, 'Start the engine on that machine, or check the address.');
  }
  const start = starts.find(({ id }) => id.test(endpoint.id)) ??
    platformStarts[context.platform] ?? { remedy: 'Start the engine.' };
  return {
    reason: 'not-running',
    message,
    remedy: start.remedy,
    ...(start.command !== undefined && { command: start.command }),
  };
};

interface Start {
  readonly remedy: string;
  readonly command?: string;
}

/** How the known products are started. */
const starts: readonly (Start & { readonly id: RegExp })[] = [
  { id: /^colima/, remedy: 'Start Colima.', command: 'colima start' },
  { id: /^orbstack/, remedy: 'Start OrbStack.', command: 'orb start' },
  { id: /^rancher/, remedy: 'Start Rancher Desktop.', command: 'rdctl start' },
  { id: /^lima/, remedy: 'Start the Lima machine.', command: 'limactl start docker' },
  { id: /^podman-machine/, remedy: 'Start the Podman machine.', command: 'podman machine start' },
  {
    id: /^podman-rootless/,
    remedy: 'Start the Podman service.',
    command: 'systemctl --user start podman.socket',
  },
  {
    id: /^podman/,
    remedy: 'Start the Podman service.',
    command: 'sudo systemctl start podman.socket',
  },
  {
    id: /^docker-rootless/,
    remedy: 'Start the rootless Docker service.',
    command: 'systemctl --user start docker',
  },
];

const platformStarts: Partial<Record<NodeJS.Platform, Start>> = {
  linux: { remedy: 'Start the Docker service.', command: 'sudo systemctl start docker' },
  darwin: { remedy: 'Start Docker Desktop.', command: 'open -a Docker' },
  win32: { remedy: 'Start Docker Desktop.', command: 'docker desktop start' },
};

const unreachable = ({ endpoint, text }: Case): EngineFault =>
  fault(
    'unreachable',
    `${endpoint.label} (${endpoint.address}) cannot be reached: ${text}`,
    'Check the address and the network, and whether the engine still answers.',
  );

const tlsFailed = ({ endpoint, text }: Case): EngineFault =>
  fault(
    'tls',
    `The secure connection to ${endpoint.address} failed: ${text}`,
    'Check the certificates in DOCKER_CERT_PATH or in the docker context.',
  );

const sshFailed = ({ endpoint, text }: Case): EngineFault => {
  const target = /^ssh:\/\/([^/]+)/.exec(endpoint.address)?.[1] ?? '';
  return {
    reason: /permission denied|host key verification/i.test(text) ? 'permission' : 'unreachable',
    message: `${endpoint.label}: ${text}`,
    remedy:
      'Connect once in a terminal, so that keys and host are known; HyperBox cannot answer questions of ssh.',
    ...(/^[\w@.:-]+$/.test(target) && { command: `ssh ssh://${target} docker version` }),
  };
};

const fault = (reason: EngineFaultReason, message: string, remedy: string): EngineFault => ({
  reason,
  message,
  remedy,
});

const causes = (error: unknown): readonly unknown[] => {
  const chain: unknown[] = [];
  for (let link = error; link !== undefined && !chain.includes(link);) {
    chain.push(link);
    link = link instanceof Error ? link.cause : undefined;
  }
  return chain;
};
