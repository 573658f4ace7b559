import type { Advice } from '../advice.ts';
import { duplicateVariable } from './duplicate-variable.ts';
import { inheritedProfile } from './inherited-profile.ts';
import { profileDependency } from './profile-dependency.ts';
import { sharedAlias } from './shared-alias.ts';
import { unknownProfile } from './unknown-profile.ts';
import { unusedVariable } from './unused-variable.ts';

/** Names that mean something else than was thought, or nothing. */
export const references: readonly Advice[] = [
  profileDependency,
  inheritedProfile,
  sharedAlias,
  unknownProfile,
  unusedVariable,
  duplicateVariable,
];
