import type { EngineCapabilities, EngineItem } from '#shared/protocol/engine';
import type { Disposable } from '../../base/disposable.ts';
import type { Engine, EngineDiskUsage, EngineEventListener, EngineHost } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { AskedStops } from './asked-stops.ts';
import { DockerBuildCache } from './build-cache.ts';
import type { Builder } from './build.ts';
import { DockerContainers } from './containers.ts';
import type { Credentials } from './credentials.ts';
import { readDiskUsage } from './disk-usage.ts';
import { readEngineHost } from './engine-host.ts';
import { readEngineItem } from './engine-item.ts';
import { openEvents } from './events.ts';
import { DockerImages } from './images.ts';
import { DockerNetworks } from './networks.ts';
import { DockerVolumes } from './volumes.ts';

/** An engine that speaks the Docker Engine API, whoever made it. */
export class DockerEngine implements Engine {
  readonly capabilities: EngineCapabilities;
  readonly containers: DockerContainers;
  readonly images: DockerImages;
  readonly buildCache: DockerBuildCache;
  readonly volumes: DockerVolumes;
  readonly networks: DockerNetworks;
  readonly #stops = new AskedStops();
  readonly #api: EngineApi;
  readonly #transport: Disposable;

  constructor(parts: {
    readonly api: EngineApi;
    readonly transport: Disposable;
    readonly credentials: Credentials;
    readonly builder: Builder;
    readonly capabilities: EngineCapabilities;
  }) {
    this.#api = parts.api;
    this.#transport = parts.transport;
    this.capabilities = parts.capabilities;
    this.containers = new DockerContainers(parts.api, this.#stops);
    this.images = new DockerImages(parts.api, parts.credentials, parts.builder);
    this.buildCache = new DockerBuildCache(parts.api);
    this.volumes = new DockerVolumes(parts.api);
    this.networks = new DockerNetworks(parts.api);
  }

  info(signal?: AbortSignal): Promise<EngineItem> {
    return readEngineItem(this.#api, signal);
  }

  host(signal?: AbortSignal): Promise<EngineHost> {
    return readEngineHost(this.#api, signal);
  }

  diskUsage(signal?: AbortSignal): Promise<EngineDiskUsage> {
    return readDiskUsage(this.#api, signal);
  }

  events(listener: EngineEventListener, signal?: AbortSignal): Promise<Disposable> {
    const heard: EngineEventListener = {
      onEvent: (event) => {
        this.#stops.hear(event);
        listener.onEvent(event);
      },
      onEnd: (cause) => {
        listener.onEnd(cause);
      },
    };
    return openEvents(this.#api, heard, signal);
  }

  dispose(): void {
    this.#transport.dispose();
  }
}
