import type { Advice } from '../advice.ts';
import { capability } from './capability.ts';
import { containerPath } from './container-path.ts';
import { cpuLimit } from './cpu-limit.ts';
import { cpuSet } from './cpu-set.ts';
import { dnsAddress } from './dns-address.ts';
import { healthcheckTime } from './healthcheck-time.ts';
import { hostAddress } from './host-address.ts';
import { imageReference } from './image-reference.ts';
import { logOption } from './log-option.ts';
import { memoryLimit } from './memory-limit.ts';
import { platformForm } from './platform.ts';
import { portProtocol } from './port-protocol.ts';
import { stopSignal } from './stop-signal.ts';
import { ulimitRange } from './ulimit-range.ts';
import { volumeName } from './volume-name.ts';

/** Values that Compose does not look at and that the engine refuses when the container is made. */
export const values: readonly Advice[] = [
  imageReference,
  platformForm,
  cpuSet,
  cpuLimit,
  memoryLimit,
  healthcheckTime,
  ulimitRange,
  containerPath,
  capability,
  stopSignal,
  hostAddress,
  dnsAddress,
  portProtocol,
  volumeName,
  logOption,
];
