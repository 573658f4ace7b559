import type { Advice } from '../advice.ts';
import { engineSocket } from './engine-socket.ts';
import { hostNamespace } from './host-namespace.ts';
import { hostNetwork } from './host-network.ts';
import { imageNotPinned } from './image-not-pinned.ts';
import { noLimits } from './no-limits.ts';
import { portOnAllInterfaces } from './port-on-all-interfaces.ts';
import { privileged } from './privileged.ts';
import { rootUser } from './root-user.ts';
import { secretInEnvironment } from './secret-in-environment.ts';
import { wideCapability } from './wide-capability.ts';
import { writableRoot } from './writable-root.ts';

const all: readonly Advice[] = [
  privileged,
  hostNetwork,
  hostNamespace,
  engineSocket,
  wideCapability,
  rootUser,
  secretInEnvironment,
  portOnAllInterfaces,
  imageNotPinned,
  noLimits,
  writableRoot,
];

/** Nobody reads more of one kind, and at each key they would be sent again. */
const most = 100;

const firstOf = (advice: Advice): Advice => ({
  ...advice,
  *check(project) {
    let said = 0;
    for (const finding of advice.check(project)) {
      if (said >= most) return;
      said += 1;
      yield finding;
    }
  },
});

/** What makes it easier for an attacker to come from one service to the next, or to the host. */
export const hardening: readonly Advice[] = all.map(firstOf);
