import { InlayHintRefreshRequest, type Connection } from 'vscode-languageserver';
import { toDisposable, type Disposable } from '../../../../base/disposable.ts';
import type { LanguageWorkspace } from '../../workspace.ts';

/** A start changes many containers at once. */
const settleMs = 200;

/** Has the editor ask again when a running service has got other ports. */
export const refreshWithPorts = (
  connection: Connection,
  workspace: LanguageWorkspace,
): readonly Disposable[] => {
  const { live } = workspace;
  let known = '';
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    timer = undefined;
    const { now } = live;
    const services = now.kind === 'known' ? now.items.flatMap((each) => each.services) : [];
    const ports = JSON.stringify(services.map((each) => [each.name, each.ports]));
    if (ports === known) return;
    known = ports;
    if (workspace.client.workspace?.inlayHint?.refreshSupport !== true) return;
    // An editor that is about to go does not answer, and nobody is waiting.
    connection.sendRequest(InlayHintRefreshRequest.type).catch(() => undefined);
  };
  return [
    live.onDidChange(() => {
      timer ??= setTimeout(look, settleMs);
    }),
    toDisposable(() => {
      clearTimeout(timer);
    }),
  ];
};
