import type { EndpointItem } from '#shared/protocol/engine';
import { connectCandidate } from './attempt.ts';
import type { EngineDriver } from './contract.ts';
import { listEndpoints } from './detect.ts';
import { brokenItem, okItem } from './endpoint-item.ts';
import type { EngineEnvironment } from './environment.ts';

/** Long enough for a slow login over ssh; somebody waits for the list. */
const probeTimeoutMs = 8000;

/** Connects to every known place for a moment to see whether it works. */
export const probeAll = async (options: {
  readonly environment: EngineEnvironment;
  readonly drivers: readonly EngineDriver[];
  readonly setting: string;
  /** In use already: known to work. */
  readonly connected: EndpointItem | undefined;
}): Promise<readonly EndpointItem[]> => {
  const candidates = await listEndpoints(options.environment, options.setting);
  const others = candidates.filter(({ endpoint }) => endpoint.id !== options.connected?.id);
  const items = await Promise.all(
    others.map(async (candidate): Promise<EndpointItem> => {
      const { endpoint } = candidate;
      const signal = AbortSignal.timeout(probeTimeoutMs);
      try {
        const result = await connectCandidate(candidate, options.drivers, signal);
        if (result.kind === 'broken') return brokenItem(endpoint, result.fault);
        result.engine.dispose();
        return okItem(endpoint);
      } catch {
        const message = `${endpoint.label} did not answer within ${probeTimeoutMs / 1000} s.`;
        const remedy = 'Check the address and the network.';
        return brokenItem(endpoint, { reason: 'unreachable', message, remedy });
      }
    }),
  );
  return options.connected === undefined ? items : [options.connected, ...items];
};
