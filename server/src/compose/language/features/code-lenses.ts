import { CodeLensRefreshRequest, type CodeLens } from 'vscode-languageserver';
import { toDisposable } from '../../../base/disposable.ts';
import type { LanguageFeature } from '../feature.ts';
import { lensesOf, projectOf } from '../lenses/lenses-of.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';

/** A start changes many containers at once. */
const settleMs = 100;

/** Says above each service how it is, and what can be done to it now. */
export const codeLenses: LanguageFeature = {
  capabilities: { codeLensProvider: {} },
  register: (connection, workspace) => {
    const { live } = workspace;
    /** What the editor shows, by path: it is asked to look again only when that is no longer right. */
    const shown = new Map<string, string>();
    let timer: NodeJS.Timeout | undefined;
    const look = async (): Promise<void> => {
      timer = undefined;
      const open = workspace.openFiles().filter(({ path }) => shown.has(path));
      if (open.length === 0 || !workspace.lenses.enabled) live.rest();
      if (open.length === 0) {
        shown.clear();
        return;
      }
      const now = await Promise.all(
        open.map(async (file) => [file.path, textOf(await lensesIn(file, workspace))] as const),
      );
      followCpu(shown, workspace);
      if (now.every(([path, text]) => shown.get(path) === text)) return;
      if (workspace.client.workspace?.codeLens?.refreshSupport !== true) return;
      // An editor that is about to go does not answer, and nobody is waiting.
      await connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
    };
    const lookSoon = (): void => {
      timer ??= setTimeout(() => void look(), settleMs);
    };
    return [
      connection.onCodeLens(async ({ textDocument }) => {
        const file = workspace.open(textDocument.uri);
        if (file === undefined) return null;
        const lenses = await lensesIn(file, workspace);
        shown.set(file.path, textOf(lenses));
        followCpu(shown, workspace);
        return [...lenses];
      }),
      live.onDidChange(lookSoon),
      workspace.onDidRefresh(lookSoon),
      workspace.onDidClose(lookSoon),
      toDisposable(() => {
        clearTimeout(timer);
      }),
    ];
  },
};

const lensesIn = async (
  { path, document, syntax }: OpenCompose,
  { client, live, lenses }: LanguageWorkspace,
): Promise<readonly CodeLens[]> => {
  if (!lenses.enabled) return [];
  const server = lenses.server && client.workspace?.executeCommand !== undefined;
  const file = { path, uri: document.uri, syntax };
  return lensesOf(file, await live.read(), { ...lenses, server }, ({ containers }) =>
    lenses.cpu ? live.cpu.coresOf(containers.map(({ id }) => id)) : undefined,
  );
};

/** Of the projects whose files are shown, if that is wanted. */
const followCpu = (
  shown: ReadonlyMap<string, string>,
  { live, lenses }: LanguageWorkspace,
): void => {
  const { now } = live;
  const isWanted = lenses.enabled && lenses.cpu && now.kind === 'known' && now.engineThere;
  const projects = isWanted ? [...shown.keys()].map((path) => projectOf(path, now.items)) : [];
  live.cpu.follow(
    new Set(projects.flatMap((project) => (project === undefined ? [] : project.id))),
  );
};

const textOf = (lenses: readonly CodeLens[]): string => JSON.stringify(lenses);
