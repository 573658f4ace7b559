/**
 * Names of this machine: its own, and those by which the containers of Docker Desktop and Podman reach
 * it. A page of the web that has its name resolve to 127.0.0.1 (DNS rebinding) sends that name.
 */
const ownHosts: ReadonlySet<string> = new Set([
  'localhost',
  '127.0.0.1',
  '[::1]',
  'host.docker.internal',
  'host.containers.internal',
]);

/** Whether the `Host` header of a request names this machine, with any port. */
export const isOwnHost = (header: string | undefined): boolean =>
  header !== undefined && ownHosts.has(header.toLowerCase().replace(/:\d+$/, ''));
