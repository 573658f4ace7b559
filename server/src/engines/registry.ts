import { dockerDriver, type DockerDriverOptions } from './docker/driver.ts';
import type { EngineDriver } from './contract.ts';

/** Every driver there is. The first that accepts an endpoint's address connects to it. */
export const createDrivers = (options: DockerDriverOptions): readonly EngineDriver[] => [
  dockerDriver(options),
];
