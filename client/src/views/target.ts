import type { ContainerItem, ImageItem, NetworkItem, VolumeItem } from '#shared/protocol/inventory';
import type { EngineState } from '#shared/protocol/engine';
import type { ProjectItem, ServiceItem } from '#shared/protocol/projects';
import type { ReloadItem } from '#shared/protocol/reload';

/** What a row stands for; commands act on this. */
export type Target =
  | { readonly kind: 'project'; readonly project: ProjectItem }
  | {
      readonly kind: 'profile';
      readonly project: ProjectItem;
      readonly profile: string;
      readonly active: boolean;
    }
  | { readonly kind: 'service'; readonly project: ProjectItem; readonly service: ServiceItem }
  | { readonly kind: 'container'; readonly container: ContainerItem }
  | { readonly kind: 'image'; readonly image: ImageItem; readonly reference: string }
  | { readonly kind: 'volume'; readonly volume: VolumeItem }
  | { readonly kind: 'network'; readonly network: NetworkItem }
  | { readonly kind: 'engine'; readonly state: EngineState }
  | { readonly kind: 'reload'; readonly reload: ReloadItem }
  /** `line` counts from 1. */
  | { readonly kind: 'file'; readonly path: string; readonly line?: number }
  /** A line that explains; `copy` is what a click puts on the clipboard. */
  | { readonly kind: 'text'; readonly copy?: string };

export type TargetOf<Kind extends Target['kind']> = Extract<Target, { readonly kind: Kind }>;
