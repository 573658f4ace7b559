import * as z from 'zod/mini';

/** The engine's full 64-digit container id. */
export const containerId = z.string().check(z.minLength(1)).brand<'ContainerId'>();
export type ContainerId = z.infer<typeof containerId>;

/** `sha256:…`, or any name that the engine resolves to one image. */
export const imageId = z.string().check(z.minLength(1)).brand<'ImageId'>();
export type ImageId = z.infer<typeof imageId>;

export const networkId = z.string().check(z.minLength(1)).brand<'NetworkId'>();
export type NetworkId = z.infer<typeof networkId>;

/** Volumes have no id but their name. */
export const volumeName = z.string().check(z.minLength(1)).brand<'VolumeName'>();
export type VolumeName = z.infer<typeof volumeName>;

/** Stable over restarts: made from the project's folder and its declaring file. */
export const projectId = z.string().check(z.minLength(1)).brand<'ProjectId'>();
export type ProjectId = z.infer<typeof projectId>;

/** Names an endpoint in the list of found engines, such as `context:default` or `podman-rootless`. */
export const endpointId = z.string().check(z.minLength(1)).brand<'EndpointId'>();
export type EndpointId = z.infer<typeof endpointId>;

/** Chosen by whoever starts a long operation; progress carries it back. */
export const operationId = z.string().check(z.minLength(1)).brand<'OperationId'>();
export type OperationId = z.infer<typeof operationId>;

/** A stream (logs, metrics, terminal) that the server opened for one client. */
export const streamId = z.string().check(z.minLength(1)).brand<'StreamId'>();
export type StreamId = z.infer<typeof streamId>;

/** One row of the timeline of reloads. */
export const reloadId = z.string().check(z.minLength(1)).brand<'ReloadId'>();
export type ReloadId = z.infer<typeof reloadId>;
