import * as z from 'zod/mini';
import { endpointId, type EndpointId } from './ids.ts';
import { request, serverNotification } from './message.ts';

/** What this engine can do; the UI hides what is absent. */
export interface EngineCapabilities {
  readonly pause: boolean;
  readonly rename: boolean;
  readonly build: boolean;
  readonly events: boolean;
  readonly stats: boolean;
  readonly exec: boolean;
  readonly attachTerminal: boolean;
  readonly copy: boolean;
  readonly networks: boolean;
  readonly volumes: boolean;
  readonly healthchecks: boolean;
  readonly push: boolean;
}

export interface EngineItem {
  /** "Docker Engine", "Podman Engine". */
  readonly product: string;
  readonly version: string;
  readonly apiVersion: string;
  readonly os: string;
  readonly architecture: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly rootless: boolean;
  readonly capabilities: EngineCapabilities;
}

export type EngineFaultReason =
  'not-running' | 'permission' | 'too-old' | 'tls' | 'unreachable' | 'bad-address' | 'failed';

/** Found but broken: why, and what the user can do about it. */
export interface EngineFault {
  readonly reason: EngineFaultReason;
  readonly message: string;
  readonly remedy: string;
  /** A command to run in a terminal that may mend it, as one line to show and copy. */
  readonly command?: string;
}

/** A place where an engine may listen, in the order in which they are tried. */
export interface EndpointItem {
  readonly id: EndpointId;
  /** "Docker context desktop-linux", "Podman (rootless)". */
  readonly label: string;
  /** `unix:///var/run/docker.sock`, `ssh://user@host`, `npipe:////./pipe/docker_engine`. */
  readonly address: string;
  readonly status:
    { readonly kind: 'ok' } | { readonly kind: 'broken'; readonly fault: EngineFault };
}

export type EngineState =
  | { readonly kind: 'searching' }
  | { readonly kind: 'none'; readonly fault: EngineFault }
  | { readonly kind: 'broken'; readonly endpoint: EndpointItem; readonly fault: EngineFault }
  | { readonly kind: 'connected'; readonly endpoint: EndpointItem; readonly engine: EngineItem }
  /** It was connected; the server tries again by itself, for ever. */
  | { readonly kind: 'lost'; readonly endpoint: EndpointItem; readonly fault: EngineFault };

export const engineGet = request<EngineState>()('hyperbox/engine/get', z.object({}));

/** Probes every known place; slower than `get`, used by the switch. */
export const engineList = request<readonly EndpointItem[]>()('hyperbox/engine/list', z.object({}));

/** Pins the workspace to one endpoint; without `endpointId`, detection decides again. */
export const engineSelect = request<EngineState>()(
  'hyperbox/engine/select',
  z.object({ endpointId: z.optional(endpointId) }),
);

export const engineChanged = serverNotification<EngineState>('hyperbox/engine/changed');
