import type { EngineCapabilities, EngineItem } from '#shared/protocol/engine';
import * as z from 'zod/mini';
import type { EngineApi } from './api.ts';
import { listOf, number, text, texts } from './record.ts';

export const podmanProduct = 'Podman Engine';

export const versionRecord = z.object({
  Version: text,
  ApiVersion: text,
  MinAPIVersion: text,
  Components: listOf(z.object({ Name: text })),
});

const infoRecord = z.object({
  OSType: text,
  OperatingSystem: text,
  Architecture: text,
  NCPU: number,
  MemTotal: number,
  SecurityOptions: texts,
});

/** Who the engine is and what it can do. */
export const readEngineItem = async (api: EngineApi, signal?: AbortSignal): Promise<EngineItem> => {
  const what = 'Cannot read what engine this is';
  const [version, info] = await Promise.all([
    api.json(versionRecord, { what, path: '/version', signal }),
    api.json(infoRecord, { what, path: '/info', signal }),
  ]);
  const podman = version.Components.some(({ Name }) => Name.startsWith('Podman'));
  return {
    product: podman ? podmanProduct : 'Docker Engine',
    version: version.Version,
    apiVersion: api.version,
    os: info.OperatingSystem || info.OSType,
    architecture: info.Architecture,
    cpus: info.NCPU,
    memoryBytes: info.MemTotal,
    rootless: info.SecurityOptions.some((option) => /\brootless\b/.test(option)),
    capabilities: capabilitiesOf(info.OSType),
  };
};

/** Windows containers cannot be paused, and their images carry no health checks of a shell. */
const capabilitiesOf = (osType: string): EngineCapabilities => ({
  pause: osType !== 'windows',
  rename: true,
  build: true,
  events: true,
  stats: true,
  exec: true,
  attachTerminal: true,
  copy: true,
  networks: true,
  volumes: true,
  healthchecks: true,
  push: true,
});
