import { setTimeout as pause } from 'node:timers/promises';
import type { LspProcess } from './lsp-process.ts';
import { manyServices } from './many-services.ts';
import { editService, Typist } from './typing.ts';
import { editedIn } from './typing-times.ts';

/** Five keys a second, as somebody types who knows what. */
const betweenKeysMs = 200;

/**
 * Types in all servers at once, also where one of them cannot keep up, and asks for completion as an
 * editor does; answers with the megabytes that each has then.
 */
export const typeFor = async (
  minutes: number,
  servers: readonly LspProcess[],
  count: number,
): Promise<ReadonlyMap<string, readonly number[]>> => {
  const typist = new Typist(manyServices(count));
  const end = performance.now() + minutes * 60_000;
  // An editor has one question of a kind; the next takes its place.
  const asked = new Map<LspProcess, Promise<unknown>>();
  for (let round = 0; performance.now() < end; round += 1) {
    // Up and down the file.
    const index = (editedIn(count) + round * 20) % (count - 2);
    for (const keystroke of editService(typist, index)) {
      const next = pause(betweenKeysMs);
      for (const server of servers) {
        await server.press(keystroke);
        if (!keystroke.completes || asked.has(server)) continue;
        const asking = server.ask('completion', keystroke.caret);
        asked.set(
          server,
          asking.finally(() => asked.delete(server)),
        );
      }
      await next;
    }
  }
  await Promise.all(asked.values());
  const used = await Promise.all(servers.map((server) => server.memory()));
  return new Map(servers.map(({ name }, index) => [name, [used[index] ?? 0]]));
};
