import { CodeLensRefreshRequest, type CodeLens } from 'vscode-languageserver';
import { toDisposable } from '../../../base/disposable.ts';
import type { LanguageFeature } from '../feature.ts';
import { lensesOf, projectOf } from '../lenses/lenses-of.ts';
import { LookedAt } from '../lenses/looked-at.ts';
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
    const lookedAt = new LookedAt();
    let timer: NodeJS.Timeout | undefined;
    const followSeen = (): boolean =>
      followUsage(
        [...shown.keys()].filter((path) => lookedAt.isSeen(path)),
        workspace,
      );
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
      const isRead = followSeen();
      const isRight = now.every(([path, text]) => shown.get(path) === text);
      if (isRight && !(isRead && lookedAt.isOld)) return;
      if (workspace.client.workspace?.codeLens?.refreshSupport !== true) return;
      lookedAt.told(shown.keys());
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
        lookedAt.asked(file.path);
        followSeen();
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
    lenses.usage ? live.usages.of(containers.map(({ id }) => id)) : undefined,
  );
};

/** Of the projects whose files are in sight, if that is wanted; answers whether any is read. */
const followUsage = (paths: readonly string[], { live, lenses }: LanguageWorkspace): boolean => {
  const { now } = live;
  const isWanted = lenses.enabled && lenses.usage && now.kind === 'known' && now.engineThere;
  const projects = isWanted ? paths.map((path) => projectOf(path, now.items)) : [];
  const ids = new Set(projects.flatMap((project) => (project === undefined ? [] : project.id)));
  live.usages.follow(ids);
  return ids.size > 0;
};

const textOf = (lenses: readonly CodeLens[]): string => JSON.stringify(lenses);
