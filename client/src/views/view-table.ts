import type { InventoryKind } from '#shared/protocol/inventory';
import type { EngineStore } from '../stores/engine-store.ts';
import type { InventoryStore } from '../stores/inventory-store.ts';
import type { ProjectsStore } from '../stores/projects-store.ts';
import type { ReloadsStore } from '../stores/reloads-store.ts';
import type { UsageStore } from '../stores/usage-store.ts';
import { containerRow } from './looks/container.ts';
import { engineRows } from './looks/engine.ts';
import { imageRows } from './looks/image.ts';
import { networkRow } from './looks/network.ts';
import { projectRow } from './looks/project.ts';
import { reloadRow } from './looks/reload.ts';
import { volumeRow } from './looks/volume.ts';
import { tellApart } from './tell-apart.ts';
import type { RowSpec } from './tree-state.ts';

export interface ViewData {
  readonly engine: EngineStore;
  readonly inventory: InventoryStore;
  readonly projects: ProjectsStore;
  readonly reloads: ReloadsStore;
  readonly usage: UsageStore;
  /** A path as it is seen from the workspace. */
  readonly shorten: (path: string) => string;
  /** Hides projects that are in no folder of the workspace. */
  readonly onlyWorkspace: boolean;
}

export const viewNames = [
  'projects',
  'reloads',
  'containers',
  'images',
  'volumes',
  'networks',
  'engine',
] as const;
export type ViewName = (typeof viewNames)[number];

export interface ViewKind {
  /** Lists to keep up while the view is visible. */
  readonly watches: readonly InventoryKind[];
  readonly watchesProjects: boolean;
  readonly watchesReloads?: boolean;
  /** Its rows of services and containers say what they use, where that is wanted. */
  readonly showsUsage?: boolean;
  readonly multiSelect: boolean;
  /** Undefined while that is not known yet. */
  readonly rows: (data: ViewData) => readonly RowSpec[] | undefined;
}

const byLabel = (a: RowSpec, b: RowSpec): number =>
  a.look.label.localeCompare(b.look.label, undefined, { numeric: true });

const shownProjects = ({ projects, onlyWorkspace }: ViewData) =>
  projects.items.filter((item) => !onlyWorkspace || item.workspaceFolder !== undefined);

/**
 * Row order is by name or by time, never by state: a row must not jump away under the pointer.
 */
export const viewTable: Readonly<Record<ViewName, ViewKind>> = {
  projects: {
    watches: [],
    watchesProjects: true,
    showsUsage: true,
    multiSelect: true,
    rows: (data) => {
      if (!data.projects.known) return undefined;
      const shown = shownProjects(data);
      const places = tellApart(shown);
      return shown.map((project) => projectRow(project, places.get(project.id)));
    },
  },
  reloads: {
    watches: [],
    watchesProjects: false,
    watchesReloads: true,
    multiSelect: true,
    rows: ({ reloads, shorten }) => {
      if (!reloads.known) return undefined;
      const { items } = reloads;
      const severalProjects = new Set(items.map(({ projectId }) => projectId)).size > 1;
      return items.map((item) => reloadRow(item, { severalProjects, shorten }));
    },
  },
  containers: {
    watches: ['containers'],
    watchesProjects: true,
    showsUsage: true,
    multiSelect: true,
    rows: (data) => {
      if (!data.inventory.knows('containers') || !data.projects.known) return undefined;
      const elsewhere = new Set(
        shownProjects(data).flatMap(({ services }) =>
          services.flatMap(({ containers }) => containers.map(({ id }) => id)),
        ),
      );
      return data.inventory
        .items('containers')
        .filter(({ id }) => !elsewhere.has(id))
        .map(containerRow)
        .sort(byLabel);
    },
  },
  images: {
    watches: ['images'],
    watchesProjects: false,
    multiSelect: true,
    rows: ({ inventory }) =>
      inventory.knows('images')
        ? inventory.items('images').flatMap(imageRows).sort(danglingLast)
        : undefined,
  },
  volumes: {
    watches: ['volumes'],
    watchesProjects: false,
    multiSelect: true,
    rows: ({ inventory }) =>
      inventory.knows('volumes')
        ? inventory.items('volumes').map(volumeRow).sort(byLabel)
        : undefined,
  },
  networks: {
    watches: ['networks'],
    watchesProjects: false,
    multiSelect: true,
    rows: ({ inventory }) =>
      inventory.knows('networks')
        ? inventory.items('networks').map(networkRow).sort(byLabel)
        : undefined,
  },
  engine: {
    watches: [],
    watchesProjects: false,
    multiSelect: false,
    rows: ({ engine }) => engineRows(engine.state),
  },
};

const danglingLast = (a: RowSpec, b: RowSpec): number =>
  Number(a.look.contextValue === 'danglingImage') -
    Number(b.look.contextValue === 'danglingImage') || byLabel(a, b);
