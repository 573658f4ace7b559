import { parseAddress } from '../address.ts';
import type { Endpoint } from '../contract.ts';
import type { EngineEnvironment } from '../environment.ts';
import { badAddress } from '../fault.ts';
import type { Candidate, EndpointSource } from './candidate.ts';
import { readCertificates } from './certificates.ts';
import { configFolder, findContext } from './context.ts';
import { defaultAddress, findSockets } from './sockets.ts';

/** The `hyperbox.engine` setting, or what was picked from the list: an address or an endpoint's id. */
export const settingSource: EndpointSource = {
  explicit: true,
  async find(environment, setting) {
    const value = setting.trim();
    if (value === '' || value === 'auto') return [];
    const from = 'The setting hyperbox.engine';
    if (value.startsWith('context:')) {
      return [await findContext(environment, value.slice('context:'.length), from)];
    }
    if (value === 'docker-host') return environmentSource.find(environment, '');
    if (parseAddress(value) !== undefined) {
      return [
        { kind: 'endpoint', endpoint: await withTls(environment, `address:${value}`, value) },
      ];
    }
    if (value.startsWith('address:')) return settingSource.find(environment, value.slice(8));
    const known = await findSockets(environment, { id: value });
    if (known.length > 0) return known;
    return [broken('setting', 'Chosen engine', from, value)];
  },
};

/** `DOCKER_HOST`. */
export const environmentSource: EndpointSource = {
  explicit: true,
  async find(environment) {
    const value = environment.env['DOCKER_HOST'] ?? '';
    if (value === '') return [];
    if (parseAddress(value) === undefined) {
      return [broken('docker-host', 'DOCKER_HOST', 'DOCKER_HOST', value)];
    }
    const endpoint = await withTls(environment, 'docker-host', value);
    return [{ kind: 'endpoint', endpoint: { ...endpoint, label: 'DOCKER_HOST' } }];
  },
};

/** `DOCKER_CONTEXT`; `default` there means the default socket, whatever the current context is. */
export const contextSource: EndpointSource = {
  explicit: true,
  async find(environment) {
    const name = environment.env['DOCKER_CONTEXT'] ?? '';
    if (name === '') return [];
    if (name !== 'default') return [await findContext(environment, name, 'DOCKER_CONTEXT')];
    const address = defaultAddress(environment.platform);
    const endpoint = { id: 'context:default', label: 'Docker context default', address };
    return [{ kind: 'endpoint', endpoint }];
  },
};

const broken = (id: string, label: string, from: string, value: string): Candidate => ({
  kind: 'fault',
  endpoint: { id, label, address: value },
  fault: badAddress(from, value),
});

/** As the docker CLI: certificates count when `DOCKER_TLS_VERIFY` or `DOCKER_TLS` asks for them. */
const withTls = async (
  environment: EngineEnvironment,
  id: string,
  value: string,
): Promise<Endpoint> => {
  const { env, files } = environment;
  const address = value.trim();
  const endpoint = { id, label: address, address };
  const parsed = parseAddress(address);
  const verify = (env['DOCKER_TLS_VERIFY'] ?? '') !== '';
  const asked = verify || (env['DOCKER_TLS'] ?? '') !== '';
  if (parsed?.kind !== 'tcp' || !(asked || parsed.tls)) return endpoint;
  const folder = env['DOCKER_CERT_PATH'] ?? configFolder(environment);
  const skipVerify = asked && !verify;
  const tls = (await readCertificates(files, { folder, skipVerify })) ?? { skipVerify };
  return { ...endpoint, tls };
};
