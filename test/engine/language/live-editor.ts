import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type {
  CodeAction,
  Diagnostic,
  Hover,
  MarkupContent,
  Position,
  PublishDiagnosticsParams,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { messageOf } from '../../../server/src/compose/language/fixes/fix.ts';
import { openBox, type Box } from '../../support/box.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';

/** A compose file in an editor, a real server, and the real engine with what the test puts on it. */
export interface LiveEditor {
  readonly server: TestServer;
  readonly box: Box;
  readonly path: string;
  readonly uri: string;
  /** The name that the project has from its folder. */
  readonly project: string;
  /** Opens the file, or types this text. */
  show(text: string): Promise<void>;
  close(): Promise<void>;
  /** What is published next, or was last, as soon as it matches. */
  diagnostics(matches: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  /** The text of the hover in the middle of the first occurrence of a word. */
  hover(word: string): Promise<string>;
  actionsFor(diagnostic: Diagnostic): Promise<readonly CodeAction[]>;
  positionOf(word: string): Position;
  dispose(): Promise<void>;
}

export const openLiveEditor = async (
  part: string,
  options: { readonly trusted?: boolean } = {},
): Promise<LiveEditor> => {
  const box = await openBox(part);
  const folder = await mkdtemp(join(tmpdir(), 'hyperbox-live-'));
  const server = await startTestServer({ folders: [folder], ...options });
  if (options.trusted !== false) await engineReady(server);
  const path = join(folder, 'compose.yaml');
  const uri = URI.file(path).toString();
  let shown = '';
  let version = 0;
  let last: readonly Diagnostic[] | undefined;
  const listeners = new Set<() => void>();
  server.connection.onNotification(
    'textDocument/publishDiagnostics',
    (params: PublishDiagnosticsParams) => {
      if (params.uri !== uri) return;
      last = params.diagnostics;
      for (const listener of [...listeners]) listener();
    },
  );
  const positionOf = (word: string): Position => {
    const at = shown.indexOf(word);
    if (at < 0) throw new Error(`There is no ${word}.`);
    const before = shown.slice(0, at + Math.floor(word.length / 2)).split('\n');
    return { line: before.length - 1, character: before.at(-1)!.length };
  };
  return {
    ...{ server, box, path, uri, positionOf },
    project: basename(folder).toLowerCase(),
    show: async (text) => {
      shown = text;
      last = undefined;
      version += 1;
      await server.connection.sendNotification(
        version === 1 ? 'textDocument/didOpen' : 'textDocument/didChange',
        version === 1
          ? { textDocument: { uri, languageId: 'dockercompose', version, text } }
          : { textDocument: { uri, version }, contentChanges: [{ text }] },
      );
    },
    close: async () => {
      version = 0;
      await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    },
    diagnostics: (matches) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(check);
          reject(new Error(`No such diagnostics; last: ${JSON.stringify(last, undefined, 1)}`));
        }, 10_000);
        const check = (): void => {
          if (last === undefined || !matches(last)) return;
          clearTimeout(timer);
          listeners.delete(check);
          resolve(last);
        };
        listeners.add(check);
        check();
      }),
    hover: async (word) => {
      const hover = await server.connection.sendRequest<Hover | null>('textDocument/hover', {
        textDocument: { uri },
        position: positionOf(word),
      });
      return hover === null ? '' : (hover.contents as MarkupContent).value;
    },
    actionsFor: async (diagnostic) =>
      (await server.connection.sendRequest<readonly CodeAction[] | null>(
        'textDocument/codeAction',
        {
          textDocument: { uri },
          range: diagnostic.range,
          context: { diagnostics: [diagnostic] },
        },
      )) ?? [],
    dispose: async () => {
      await server.dispose();
      await box.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export const withCode =
  (code: string) =>
  (found: readonly Diagnostic[]): boolean =>
    found.some((each) => each.code === code);

export const withoutCode =
  (code: string) =>
  (found: readonly Diagnostic[]): boolean =>
    !withCode(code)(found);

export const first = (code: string, found: readonly Diagnostic[]): Diagnostic => {
  const each = found.find((one) => one.code === code);
  if (each === undefined) throw new Error(`There is no ${code}.`);
  return each;
};

export const said = (code: string, found: readonly Diagnostic[]): string =>
  messageOf(first(code, found));
