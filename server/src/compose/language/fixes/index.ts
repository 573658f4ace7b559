import {
  addSubnet,
  addToService,
  notRequiredService,
  rebuildInstead,
  resetProfiles,
  waitForEnd,
} from './add.ts';
import { nearAnchor, starForMerge } from './alias.ts';
import { createDockerfile, nearArgument, stageOfDockerfile } from './build.ts';
import { change } from './change.ts';
import { createContext, createFile, createMounted, notRequired } from './create-file.ts';
import { declare } from './declare.ts';
import { extendOther } from './extends.ts';
import type { Fixer } from './fix.ts';
import { createComposeFile } from './compose-file.ts';
import { addHealthcheck, addTest, turnHealthcheckOn, waitForStart } from './health.ts';
import { tagOfOthers } from './image.ts';
import { logOption } from './log-option.ts';
import { nearVariable } from './near-variable.ts';
import { nearKey, nearName } from './near.ts';
import {
  allCpus,
  declareExternal,
  createExternal,
  freeHostPort,
  pinDigest,
  pullNow,
  sayPlatform,
} from './on-engine.ts';
import { matchPlatforms } from './platforms.ts';
import { anyHostPort, bindToLocalhost, nextFreePort } from './ports.ts';
import { quote, colonInPort } from './quote.ts';
import { edgesOfCycle, external, ofResource, ofService, remove, removeOneOf } from './remove.ts';
import * as refused from './refused.ts';
import { addFile, externalName } from './resources.ts';
import {
  addRequired,
  alone,
  asList,
  includeList,
  otherScalar,
  removeEqual,
  renameToSafe,
} from './schema.ts';
import { moveToSecret } from './secrets.ts';
import {
  addFirst,
  addLimits,
  commandTest,
  countOrIds,
  ownContainerName,
  resourceConflict,
} from './service.ts';
import { skeleton } from './skeleton.ts';
import { spacesForTabs } from './tabs.ts';
import * as values from './values.ts';
import { setVariable } from './variable.ts';

const removeKey = remove((text) => `Remove \`${text}\``);
const removeItem = remove(() => 'Remove this item', { whole: true });
const removeTwin = remove((text) => `Remove this \`${text}\``, { whole: true });
const removeEverywhere = (attribute: string): Fixer =>
  remove(() => `Remove \`${attribute}\``, {
    everywhere: `Remove every \`${attribute}\` of the file`,
  });

/** What can be done about a diagnostic, by its code; the best way first. */
export const fixers: Readonly<Record<string, readonly Fixer[]>> = {
  // The text.
  'yaml-syntax': [spacesForTabs],
  'yaml-duplicate-key': [removeTwin],
  'yaml-alias': [nearAnchor],
  'yaml-merge': [starForMerge, removeKey],
  'non-string-key': [quote],
  'file-empty': [skeleton],
  'version-obsolete': [remove(() => 'Remove `version`', { certain: true })],
  'include-list': [includeList],
  'include-item': [removeItem],
  'include-cycle': [removeKey],
  'include-env-file-missing': [createFile],
  'extends-missing-service': [extendOther],
  'extends-service-required': [extendOther],
  'extends-missing-file': [createComposeFile],
  'extends-cycle': [removeOneOf(ofService('extends'))],
  'override-ignored': [remove(() => 'Remove what is ignored')],
  'invalid-item': [removeItem],
  'duplicate-item': [removeTwin],
  // The schema and values.
  schema: [
    quote,
    otherScalar,
    asList,
    alone,
    removeEqual,
    addRequired,
    change(values.allowedValues),
    change(values.wordsOfPattern),
  ],
  'schema-unknown-key': [nearKey, renameToSafe, removeKey],
  'boolean-word': [change(values.plainBoolean, { certain: true })],
  'interpolation-syntax': [change(values.escapedDollars)],
  'interpolation-required': [nearVariable, setVariable],
  'interpolation-cast': [change(values.eitherBoolean)],
  duration: [change(refused.seconds)],
  'unset-variable': [nearVariable, setVariable],
  'project-name': [removeOneOf(() => [['name']])],
  'key-value': [change((value) => [`${value}=`])],
  'ssh-key': [change(() => ['default'])],
  'port-type': [colonInPort],
  'port-syntax': [change(values.portProtocol), change(values.portsInOrder)],
  'port-ip': [change(values.hostAddress)],
  'env-file-format': [change(() => ['raw'])],
  'restart-policy': [change(values.restartPolicies)],
  'container-name-pattern': [change(values.safeName)],
  'profile-name': [change(values.safeName)],
  'mac-address': [change(values.macAddress)],
  subnet: [change(values.subnet)],
  'expose-port': [change(values.exposedPort)],
  'scale-negative': [change(() => [0, 1])],
  'healthcheck-test': [commandTest],
  'port-range': [anyHostPort],
  // Names.
  'undefined-service': [nearName, notRequiredService, removeKey],
  'undefined-network': [nearName, declare],
  'undefined-volume': [nearName, declare],
  'undefined-config': [nearName, declare],
  'undefined-secret': [nearName, declare],
  'undefined-build-secret': [nearName, declare],
  'undefined-model': [nearName, declare],
  'additional-contexts': [nearName, removeKey],
  // What cannot stand together.
  'network-mode-and-networks': [removeOneOf(ofService('networks', 'network_mode'))],
  'dockerfile-inline-exclusive': [
    removeOneOf(ofService('build.dockerfile_inline', 'build.dockerfile')),
  ],
  'scale-conflict': [removeOneOf(ofService('scale', 'deploy.replicas'))],
  'container-name-scale': [removeOneOf(ofService('container_name', 'scale', 'deploy.replicas'))],
  'resource-conflict': [resourceConflict],
  'external-conflict': [removeOneOf(external)],
  'external-ignored': [removeOneOf(external)],
  'external-name-deprecated': [externalName],
  'external-name-conflict': [externalName],
  'file-object-exclusive': [removeOneOf(ofResource('file', 'environment', 'content'))],
  'device-count-and-ids': [countOrIds],
  'ports-with-network-mode': [removeOneOf(ofService('ports', 'network_mode'))],
  'duplicate-container-name': [removeKey, ownContainerName],
  'duplicate-host-port': [nextFreePort, anyHostPort],
  'mount-target': [removeTwin],
  'dependency-cycle': [edgesOfCycle],
  'build-platform': [matchPlatforms],
  // What is missing.
  'no-image-no-build': [
    addFirst(
      (name) => `Build \`${name}\` from this folder`,
      () => ['build', '.'],
    ),
    addFirst(
      (name) => `Run the image \`${name}\``,
      (name) => ['image', name],
    ),
  ],
  'file-object-missing': [addFile],
  'secret-source': [addFile],
  'static-ip': [addSubnet],
  'watch-target': [rebuildInstead],
  'healthy-without-healthcheck': [addHealthcheck, turnHealthcheckOn, waitForStart],
  'healthcheck-without-test': [addTest, removeKey],
  'no-effect': [removeKey],
  'log-option': [logOption],
  'env-file-missing': [createFile, notRequired],
  'label-file-missing': [createFile],
  'file-missing': [createComposeFile],
  'secret-file-missing': [createFile],
  'config-file-missing': [createFile],
  'build-context-missing': [createContext],
  'dockerfile-missing': [createDockerfile],
  'build-target-missing': [stageOfDockerfile],
  'copy-source-missing': [nearKey],
  'copy-stage-unknown': [nearKey],
  'build-arg-unknown': [nearArgument],
  'bind-source-missing': [createMounted],
  // The engine.
  'host-port-held': [freeHostPort, anyHostPort],
  'external-network-absent': [createExternal, removeOneOf(ofResource('external'))],
  'external-volume-absent': [createExternal, removeOneOf(ofResource('external'))],
  'image-absent': [pullNow],
  'image-never-pulled': [pullNow, removeOneOf(ofService('pull_policy'))],
  'image-platform': [pullNow, sayPlatform],
  'limit-above-host': [allCpus],
  'container-name-taken': [removeKey, ownContainerName],
  'subnet-taken': [removeOneOf(ofResource('ipam'))],
  'resource-of-another': [declareExternal],
  // What ends by itself.
  'one-shot-started': [waitForEnd],
  'inherited-profile': [resetProfiles],
  'one-shot-health': [change(() => ['service_completed_successfully'])],
  'one-shot-restarts': [change(() => ['on-failure']), removeKey],
  'profile-dependency': [notRequiredService],
  'shared-alias': [removeKey],
  // Values that engines refuse.
  capability: [change(refused.knownCapability), removeKey],
  'stop-signal': [change(refused.knownSignal)],
  'container-path': [change(refused.absolutePath)],
  'healthcheck-time': [change(refused.seconds)],
  'cpu-set': [change(refused.cpuNumbers)],
  'cpu-limit': [refused.cpuLimit],
  'memory-limit': [change(refused.megabytes)],
  'port-protocol': [change(refused.portProtocol)],
  'port-not-exposed': [change(refused.exposedPort)],
  'host-address': [change(refused.hostAddress)],
  'volume-name': [change(values.safeName)],
  'device-count': [change(() => ['all', 1])],
  'watch-path': [change(() => ['.'])],
  platform: [change(refused.knownPlatform)],
  'image-reference': [change(refused.imageName)],
  ulimit: [refused.ulimit],
  // Hardening.
  privileged: [removeEverywhere('privileged')],
  'host-network': [removeEverywhere('network_mode')],
  'host-namespace': [removeKey],
  'engine-socket': [remove(() => 'Remove the socket')],
  'wide-capability': [removeKey],
  'root-user': [removeEverywhere('user')],
  'secret-in-environment': [moveToSecret],
  'port-on-all-interfaces': [bindToLocalhost],
  'image-not-pinned': [pinDigest, tagOfOthers],
  'no-limits': [addLimits],
  'writable-root': [
    addToService('Make the file system of `…` read-only', () => ({ read_only: true })),
  ],
};
