import * as z from 'zod/mini';
import type { ContainerId, ImageId, NetworkId, VolumeName } from './ids.ts';
import { request, serverNotification } from './message.ts';

export type ContainerStatus =
  'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
export type HealthStatus = 'none' | 'starting' | 'healthy' | 'unhealthy';

export interface PortItem {
  readonly containerPort: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  /** Absent when the port is not published. */
  readonly hostPort?: number;
  readonly hostIp?: string;
}

export interface MountItem {
  readonly kind: 'bind' | 'volume' | 'tmpfs' | 'other';
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

export interface ContainerItem {
  readonly id: ContainerId;
  /** Without the leading slash. */
  readonly name: string;
  readonly image: string;
  readonly imageId: ImageId;
  readonly command: string;
  readonly status: ContainerStatus;
  readonly health: HealthStatus;
  /** Why it is not running, where the engine says: "exit code 1", "killed: out of memory". */
  readonly reason?: string;
  readonly exitCode?: number;
  readonly oomKilled?: boolean;
  /** It was told to stop, by whomever, while the server was there to hear it: its end is no failure. */
  readonly stopAsked?: true;
  readonly restartCount?: number;
  readonly createdAtMs: number;
  readonly startedAtMs?: number;
  readonly finishedAtMs?: number;
  readonly ports: readonly PortItem[];
  readonly mounts: readonly MountItem[];
  readonly networks: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** From the `com.docker.compose.*` labels, whoever set them. */
  readonly compose?: {
    readonly project: string;
    readonly service: string;
    readonly number: number;
    readonly oneOff: boolean;
    readonly workingDir?: string;
    readonly configFiles?: readonly string[];
  };
}

export interface ImageItem {
  readonly id: ImageId;
  /** `repository:tag`; empty for a dangling image. */
  readonly tags: readonly string[];
  readonly sizeBytes: number;
  readonly createdAtMs: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly dangling: boolean;
}

export interface VolumeItem {
  readonly name: VolumeName;
  readonly driver: string;
  readonly mountpoint: string;
  readonly createdAtMs?: number;
  readonly labels: Readonly<Record<string, string>>;
}

export interface NetworkItem {
  readonly id: NetworkId;
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  readonly internal: boolean;
  readonly subnets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** The engine's own (`bridge`, `host`, `none`), which cannot be removed. */
  readonly builtIn: boolean;
}

export interface InventoryItems {
  readonly containers: ContainerItem;
  readonly images: ImageItem;
  readonly volumes: VolumeItem;
  readonly networks: NetworkItem;
}
export const inventoryKinds = ['containers', 'images', 'volumes', 'networks'] as const;
export type InventoryKind = (typeof inventoryKinds)[number];

export type InventorySnapshot = {
  readonly [K in InventoryKind]?: readonly InventoryItems[K][];
};

/**
 * Says which lists this client looks at from now on, and answers with those lists whole. Lists that
 * are not named are no longer kept up for it; an empty set stops all work.
 */
export const inventoryWatch = request<InventorySnapshot>()(
  'hyperbox/inventory/watch',
  z.object({ kinds: z.array(z.enum(inventoryKinds)) }),
);

export type InventoryChange = {
  readonly [K in InventoryKind]: {
    readonly kind: K;
    /** The list was read again whole (an engine switch, a gap in events): replace, do not patch. */
    readonly reset: boolean;
    readonly upserted: readonly InventoryItems[K][];
    /** Ids; names for volumes. */
    readonly removed: readonly string[];
  };
}[InventoryKind];

export const inventoryChanged = serverNotification<InventoryChange>('hyperbox/inventory/changed');
