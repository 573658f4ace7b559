import { existsSync } from 'node:fs';
import { canRunPodman, startPodman, type OwnPodman } from '../../support/podman.ts';
import { busyboxImage, connectEngine } from '../../support/engine.ts';
import { describeConformance, type ConformanceHost } from './conformance.ts';

if (canRunPodman()) {
  let podman: OwnPodman | undefined;
  // Its health checks are timers of systemd, and it hears of memory running out from cgroup v2 alone.
  const systemd = existsSync('/run/systemd/system');
  const lacks = [
    ...(systemd ? [] : ['health' as const]),
    ...(existsSync('/sys/fs/cgroup/cgroup.controllers') ? [] : ['out of memory' as const]),
  ];
  const open = async (): Promise<ConformanceHost> => {
    podman = await startPodman();
    const engine = await connectEngine({ id: 'podman', label: 'Podman', address: podman.address });
    return { engine, image: await busyboxImage(engine, podman.address) };
  };
  describe('a Podman of our own', () => {
    describeConformance('Podman', open, lacks);
    after(async function () {
      this.timeout(120_000);
      await podman?.dispose();
    });
  });
} else {
  describe('Podman keeps the contract of engines', () => {
    it('is not tested: there is no podman on this machine, or the user is not root', function () {
      this.skip();
    });
  });
}
