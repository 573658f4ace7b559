import type * as z from 'zod/mini';
import type { CancellationToken, Disposable, Uri, ViewColumn } from 'vscode';
import type { LogPlace } from '#shared/panels/logs';
import type { StreamId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { RequestMessage, ServerNotification } from '#shared/protocol/message';
import type { ProjectItem } from '#shared/protocol/projects';

/** What the panels need of the server. */
export interface PanelServer {
  request<Schema extends z.ZodMiniType, Result>(
    message: RequestMessage<Schema, Result>,
    params: z.infer<Schema>,
    options?: { readonly token?: CancellationToken },
  ): Promise<Result>;
  onNotification<Params>(
    message: ServerNotification<Params>,
    listener: (params: Params) => void,
  ): Disposable;
  /** A server has come up after the first one: the streams of the one before are gone. */
  onRestarted(listener: () => void): Disposable;
}

/** What there is to choose from, read when it is asked for. */
export interface PanelLists {
  readonly projects: { read(): Promise<readonly ProjectItem[]> };
  readonly inventory: { read(kind: 'containers'): Promise<readonly ContainerItem[]> };
}

/** Opens what a line of a log names. */
export interface PanelPlaces {
  open(
    origin: { readonly streamId: StreamId; readonly source: string },
    place: LogPlace,
    where?: { readonly viewColumn: ViewColumn },
  ): Promise<void>;
}

export interface OpenPanel {
  readonly isActive: boolean;
  /** What it is of, as it is restored. */
  readonly subject: unknown;
  reveal(): void;
  /** Lets go of the page. */
  dispose(): void;
}

/** The view of a kind of panel. */
export interface DockedView {
  /** Shows this in place of what it shows; throws for what is no subject of its kind. */
  show(subject: unknown): void;
}

export interface PanelContext {
  readonly extensionUri: Uri;
  readonly server: PanelServer;
  readonly lists: PanelLists;
  readonly places: PanelPlaces;
  /** The panels that are open, by what they show: a target has one panel. */
  readonly open: Map<string, OpenPanel>;
  /** The views of panels, by the kind of panel. */
  readonly docked: Map<string, DockedView>;
  /** Whether panels are shown in these views rather than among the editors. */
  readonly isDocked: () => boolean;
}

export const panelContext = (of: Omit<PanelContext, 'open' | 'docked'>): PanelContext => ({
  ...of,
  open: new Map(),
  docked: new Map(),
});
