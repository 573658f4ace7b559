import type { Position } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LspProcess } from './lsp-process.ts';
import { manyServices } from './many-services.ts';
import { editService, Typist, type Keystroke } from './typing.ts';

/** Milliseconds, one a key. */
export interface Times {
  readonly diagnostics: readonly number[];
  readonly completion: readonly number[];
  /** Once the diagnostics are there: people point at what they have stopped to type. */
  readonly hover: readonly number[];
}

/** An even one, near the middle: those have an image. */
export const editedIn = (count: number): number => Math.floor(count / 4) * 2;

/** Types in all servers that have opened the file, in turns. */
export const timesOf = async (
  servers: readonly LspProcess[],
  count: number,
): Promise<ReadonlyMap<string, Times>> => {
  const typist = new Typist(manyServices(count));
  const again = (): readonly Keystroke[] => editService(typist, editedIn(count));
  // These do not count: caches fill, and Node compiles.
  const warmUp = again();
  for (const server of servers) await server.checkAfter(warmUp);
  const checked = await checkAll(servers, bursts(again(), count), pointedAt(count));
  const completion = await completeAll(servers, bursts(again(), count));
  return new Map(
    servers.map((server) => [
      server.name,
      {
        diagnostics: checked.map((each) => each.get(server)?.diagnostics ?? NaN),
        hover: checked.map((each) => each.get(server)?.hover ?? NaN),
        completion: completion.map((each) => each.get(server) ?? NaN),
      },
    ]),
  );
};

/** Keys that are pressed before anybody is waited for: several where one may take half a minute. */
const bursts = (keystrokes: readonly Keystroke[], count: number): readonly Keystroke[][] => {
  const size = count < 1000 ? 1 : 6;
  return Array.from({ length: Math.ceil(keystrokes.length / size) }, (_, index) =>
    keystrokes.slice(index * size, (index + 1) * size),
  );
};

const checkAll = async (
  servers: readonly LspProcess[],
  all: readonly Keystroke[][],
  places: readonly Position[],
): Promise<readonly Map<LspProcess, { diagnostics: number; hover: number }>[]> => {
  const times = all.map(() => new Map<LspProcess, { diagnostics: number; hover: number }>());
  for (const [index, burst] of all.entries()) {
    // Who goes first alternates, so that what one leaves behind does not favour the other.
    for (const server of index % 2 === 0 ? servers : servers.toReversed()) {
      const diagnostics = await server.checkAfter(burst);
      const hover = await server.ask('hover', at(places, index));
      times[index]?.set(server, { diagnostics, hover });
    }
  }
  return times;
};

const completeAll = async (
  servers: readonly LspProcess[],
  all: readonly Keystroke[][],
): Promise<readonly Map<LspProcess, number>[]> => {
  const times: Map<LspProcess, number>[] = [];
  for (const burst of all) {
    const last = burst.at(-1);
    const taken = new Map<LspProcess, number>();
    for (const server of servers) {
      for (const keystroke of burst) await server.press(keystroke);
      if (last?.completes === true) taken.set(server, await server.ask('completion', last.caret));
    }
    if (taken.size > 0) times.push(taken);
  }
  return times;
};

/** Keys, values and names of other services, before the one that is edited. */
const pointedAt = (count: number): readonly Position[] => {
  const document = TextDocument.create('file:///pointed', 'yaml', 0, manyServices(count));
  const text = document.getText();
  const words = ['image:', 'ports:', 'healthcheck:', 'labels:', 'networks:', 'depends_on:', 'net1'];
  return words.flatMap((word, index) => {
    const service = Math.floor((editedIn(count) * index) / words.length);
    const from = text.indexOf(`\n  service${String(service)}:`);
    const at = text.indexOf(word, from);
    return at === -1 ? [] : [document.positionAt(at + 1)];
  });
};

const at = (places: readonly Position[], index: number): Position =>
  places[index % places.length] ?? { line: 0, character: 0 };
