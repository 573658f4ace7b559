import { join } from 'node:path';
import type { EngineItem } from '#shared/protocol/engine';
import type { Log } from '../../base/log.ts';
import { parseAddress, type Address } from '../address.ts';
import type { ConnectResult, Endpoint, EngineDriver } from '../contract.ts';
import { faultOf, silent, tooOld, type FaultContext } from '../fault.ts';
import { EngineApi, compareVersions } from './api.ts';
import { createBuilder } from './build.ts';
import { cliCredentials } from './credentials.ts';
import { podmanProduct, readEngineItem, versionRecord } from './engine-item.ts';
import { DockerEngine } from './engine.ts';
import { createTransport } from './transport.ts';

/** Docker 19.03: the first with all that the driver uses. */
const minimumApiVersion = '1.40';
/** The newest version whose changes the driver knows; a newer engine still speaks it. */
const newestApiVersion = '1.48';

export interface DockerDriverOptions extends FaultContext {
  readonly env: NodeJS.ProcessEnv;
  readonly homedir: string;
  readonly log: Log;
  readonly connectTimeoutMs?: number;
}

/** The driver for everything that speaks the Docker Engine API. */
export const dockerDriver = (options: DockerDriverOptions): EngineDriver => ({
  name: 'docker',
  accepts: (address) => parseAddress(address) !== undefined,
  async connect(endpoint, signal) {
    const address = parseAddress(endpoint.address);
    if (address === undefined) {
      throw new Error(`The docker driver was given ${endpoint.address}.`);
    }
    const transport = createTransport(address, endpoint.tls);
    const limit = AbortSignal.timeout(options.connectTimeoutMs ?? timeoutFor(address));
    try {
      const api = new EngineApi(transport);
      const result = await greet(api, endpoint, AbortSignal.any([signal, limit]));
      if (result.kind === 'broken') {
        transport.dispose();
        return result;
      }
      const configFolder = options.env['DOCKER_CONFIG'] ?? join(options.homedir, '.docker');
      const credentials = cliCredentials({ ...options, configFolder });
      const { item } = result;
      const { capabilities } = item;
      const needsCliForBuildKit = item.product !== podmanProduct;
      const builder = createBuilder({
        ...options,
        api,
        credentials,
        endpoint,
        needsCliForBuildKit,
      });
      const engine = new DockerEngine({ api, transport, credentials, builder, capabilities });
      return { kind: 'ok', engine, item };
    } catch (error) {
      transport.dispose();
      if (signal.aborted) throw error;
      if (limit.aborted) return { kind: 'broken', fault: silent(endpoint) };
      return { kind: 'broken', fault: faultOf(error, endpoint, options) };
    }
  },
});

// Over ssh there may be a slow network and a slow login.
const timeoutFor = (address: Address): number => (address.kind === 'ssh' ? 30_000 : 10_000);

type Greeting =
  { readonly kind: 'ok'; readonly item: EngineItem } | Extract<ConnectResult, { kind: 'broken' }>;

const greet = async (
  api: EngineApi,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<Greeting> => {
  const what = `Cannot reach ${endpoint.address}`;
  const version = await api.json(versionRecord, { what, path: '/version', signal });
  if (compareVersions(version.ApiVersion, minimumApiVersion) < 0) {
    return { kind: 'broken', fault: tooOld(endpoint, version, minimumApiVersion) };
  }
  api.version =
    compareVersions(version.ApiVersion, newestApiVersion) > 0
      ? newestApiVersion
      : version.ApiVersion;
  return { kind: 'ok', item: await readEngineItem(api, signal) };
};
