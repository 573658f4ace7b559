import type { ComposeModel } from '../model.ts';
import type { Report } from '../report.ts';
import type { MapNode } from '../yaml/tree.ts';
import { additionalContexts } from './additional-contexts.ts';
import { buildPlatform } from './build-platform.ts';
import { containerNamePattern } from './container-name-pattern.ts';
import { containerNameScale } from './container-name-scale.ts';
import { dependencyCycle } from './dependency-cycle.ts';
import { dockerfileInline } from './dockerfile-inline.ts';
import { duplicateContainerName } from './duplicate-container-name.ts';
import { duplicateHostPort } from './duplicate-host-port.ts';
import { exposePort } from './expose-port.ts';
import { externalIgnored } from './external-ignored.ts';
import { healthcheckTest } from './healthcheck-test.ts';
import { healthyWithoutHealthcheck } from './healthy-without-healthcheck.ts';
import { macAddress } from './mac-address.ts';
import { mountTarget } from './mount-target.ts';
import { networkMode } from './network-mode.ts';
import { noEffect } from './no-effect.ts';
import { noImageNoBuild } from './no-image-no-build.ts';
import { portRange } from './port-range.ts';
import { portsWithNetworkMode } from './ports-with-network-mode.ts';
import { profileName } from './profile-name.ts';
import { reportFindings } from './report-findings.ts';
import { resourceConflict } from './resource-conflict.ts';
import { restartPolicy } from './restart-policy.ts';
import type { Rule } from './rule.ts';
import { scaleConflict } from './scale-conflict.ts';
import { scaleNegative } from './scale-negative.ts';
import { secretSource } from './secret-source.ts';
import { staticIp } from './static-ip.ts';
import { subnet } from './subnet.ts';
import {
  undefinedBuildSecret,
  undefinedConfig,
  undefinedModel,
  undefinedNetwork,
  undefinedSecret,
  undefinedVolume,
} from './undefined-resource.ts';
import { undefinedService } from './undefined-service.ts';
import { watchTarget } from './watch-target.ts';

/** Every rule: what Compose refuses first, then what it lets through and fails at later. */
export const rules: readonly Rule[] = [
  noImageNoBuild,
  dockerfileInline,
  additionalContexts,
  buildPlatform,
  networkMode,
  undefinedNetwork,
  undefinedVolume,
  undefinedSecret,
  undefinedBuildSecret,
  undefinedConfig,
  undefinedModel,
  undefinedService,
  dependencyCycle,
  healthcheckTest,
  scaleConflict,
  scaleNegative,
  resourceConflict,
  containerNameScale,
  duplicateContainerName,
  watchTarget,
  mountTarget,
  secretSource,
  duplicateHostPort,
  portRange,
  portsWithNetworkMode,
  restartPolicy,
  containerNamePattern,
  macAddress,
  subnet,
  staticIp,
  healthyWithoutHealthcheck,
  profileName,
  externalIgnored,
  exposePort,
  noEffect,
];

/** Runs every rule over the model and reports what they find, where it was written. */
export const checkRules = (model: ComposeModel, root: MapNode, report: Report): void => {
  const isWhole = !report.findings.some(({ code }) => code.startsWith('extends-'));
  for (const rule of rules) {
    if (rule.onlyWhole === true && !isWhole) continue;
    reportFindings(rule.check(model, root), rule, root, report);
  }
};
