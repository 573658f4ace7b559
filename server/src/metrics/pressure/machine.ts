import { hostname, release, totalmem } from 'node:os';
import type { EngineHost } from '../../engines/contract.ts';
import { parseAddress } from '../../engines/address.ts';

/** The machine that the server runs on. */
export interface Machine extends EngineHost {
  readonly platform: NodeJS.Platform;
  /** Where its kernel tells about itself: `/proc`. */
  readonly procFolder: string;
  /** Where it tells about its devices: `/sys`. */
  readonly sysFolder: string;
}

export const thisMachine = (platform: NodeJS.Platform): Machine => ({
  platform,
  hostname: hostname(),
  kernelVersion: release(),
  memoryBytes: totalmem(),
  procFolder: '/proc',
  sysFolder: '/sys',
});

/**
 * Why the kernel of this machine is not the one that runs the engine's containers; `undefined` where it
 * is. A socket here may lead anywhere, so the engine's own words count: its kernel must be ours, and it
 * must have our name, or, within a container that has another, exactly our memory.
 */
export const explainElsewhere = (
  machine: Machine,
  { address, host }: { readonly address: string; readonly host: EngineHost },
): string | undefined => {
  if (machine.platform !== 'linux')
    return 'Pressure is known on Linux only; here the engine runs in a virtual machine.';
  if (parseAddress(address)?.kind !== 'unix') return 'The engine runs on another machine.';
  if (host.kernelVersion !== machine.kernelVersion)
    return 'The engine runs in a virtual machine, on a kernel of its own.';
  const isHere = host.hostname === machine.hostname || host.memoryBytes === machine.memoryBytes;
  return isHere ? undefined : 'The engine runs on another machine.';
};
