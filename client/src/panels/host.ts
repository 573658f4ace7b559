import type * as z from 'zod/mini';
import type { Disposable, Uri } from 'vscode';
import type { RequestMessage, ServerNotification } from '#shared/protocol/message';

/** What the panels need of the server. */
export interface PanelServer {
  request<Schema extends z.ZodMiniType, Result>(
    message: RequestMessage<Schema, Result>,
    params: z.infer<Schema>,
  ): Promise<Result>;
  onNotification<Params>(
    message: ServerNotification<Params>,
    listener: (params: Params) => void,
  ): Disposable;
  /** A server has come up after the first one: the streams of the one before are gone. */
  onRestarted(listener: () => void): Disposable;
}

export interface OpenPanel {
  reveal(): void;
  dispose(): void;
}

export interface PanelContext {
  readonly extensionUri: Uri;
  readonly server: PanelServer;
  /** The panels that are open, by what they show: a target has one panel. */
  readonly open: Map<string, OpenPanel>;
}

export const panelContext = (extensionUri: Uri, server: PanelServer): PanelContext => ({
  extensionUri,
  server,
  open: new Map(),
});
