import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { testEndpoint } from '../../support/engine.ts';

/** When the engine says that things happened, in milliseconds since 1970 with fractions. */
export interface EngineClock {
  /** The next such event of a container; ask before it is brought about. */
  next(containerId: string, action: string): Promise<number>;
  dispose(): void;
}

/** Follows the events on a connection of its own, for the engine's own timestamps. */
export async function openEngineClock(): Promise<EngineClock> {
  const call = request({
    socketPath: testEndpoint.address.replace(/^unix:\/\//, ''),
    path: '/events',
  });
  call.on('error', () => undefined);
  call.end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  const waiting = new Map<string, (timeMs: number) => void>();
  // Ending the call is an error to who reads.
  response.on('error', () => undefined);
  const lines = createInterface(response).on('error', () => undefined);
  lines.on('line', (line) => {
    const event = JSON.parse(line) as { id?: string; Action: string; timeNano: number };
    const key = `${event.Action} ${event.id ?? ''}`;
    waiting.get(key)?.(event.timeNano / 1e6);
    waiting.delete(key);
  });
  return {
    next: (containerId, action) =>
      new Promise((resolve) => waiting.set(`${action} ${containerId}`, resolve)),
    dispose: () => {
      call.destroy();
    },
  };
}

/** Now, on the engine's clock: both are on this machine. */
export const wallMs = (): number => performance.timeOrigin + performance.now();
