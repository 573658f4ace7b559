import type { Advice } from '../advice.ts';
import { containerDiffers } from './container-differs.ts';
import { containerNameTaken } from './container-name-taken.ts';
import { externalNetworkAbsent, externalVolumeAbsent } from './external-absent.ts';
import { healthcheckWithoutTest } from './healthcheck-without-test.ts';
import { hostPortHeld } from './host-port-held.ts';
import { imageAbsent, imageNeverPulled } from './image-absent.ts';
import { imagePlatform } from './image-platform.ts';
import { limitAboveHost } from './limit-above-host.ts';
import { resourceOfAnother } from './resource-of-another.ts';
import { subnetTaken } from './subnet-taken.ts';

/** What the file is at odds with on the engine that is there. */
export const onEngine: readonly Advice[] = [
  hostPortHeld,
  imageAbsent,
  imageNeverPulled,
  imagePlatform,
  externalNetworkAbsent,
  externalVolumeAbsent,
  containerNameTaken,
  subnetTaken,
  resourceOfAnother,
  containerDiffers,
  healthcheckWithoutTest,
  limitAboveHost,
];
