import type { Advice } from '../advice.ts';
import { buildArgUnknown } from './build-arg-unknown.ts';
import { buildTargetMissing } from './build-target-missing.ts';
import { dockerfileMissing } from './dockerfile-missing.ts';
import { portNotExposed } from './port-not-exposed.ts';

/** What compose files and Dockerfiles say of each other. */
export const building: readonly Advice[] = [
  dockerfileMissing,
  buildTargetMissing,
  buildArgUnknown,
  portNotExposed,
];
