import type { ContainerId, ImageId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import { loadCompose } from '../../../server/src/compose/load.ts';
import { makeEntry, type Entry } from '../../../server/src/projects/entry.ts';

let count = 0;

/** A container as compose labels it; what a test says nothing of is that of a running one. */
export const container = (
  service: string,
  fields: Partial<ContainerItem> & {
    readonly project?: string;
    readonly workingDir?: string;
    readonly configFiles?: readonly string[];
    readonly number?: number;
    readonly oneOff?: boolean;
  } = {},
): ContainerItem => {
  const { project = 'shop', workingDir, configFiles, number = 1, oneOff = false, ...rest } = fields;
  return {
    id: `id-${++count}` as ContainerId,
    name: `${project}-${service}-${number}`,
    image: 'busybox',
    imageId: 'sha256:0' as ImageId,
    command: '',
    status: 'running',
    health: 'none',
    createdAtMs: 0,
    ports: [],
    mounts: [],
    networks: [],
    labels: {},
    compose: {
      project,
      service,
      number,
      oneOff,
      ...(workingDir !== undefined && { workingDir }),
      ...(configFiles !== undefined && { configFiles }),
    },
    ...rest,
  };
};

/** The entry of a compose file that lies nowhere. */
export const entryOf = async (
  text: string,
  options: { readonly directory?: string; readonly profiles?: readonly string[] } = {},
): Promise<Entry> => {
  const directory = options.directory ?? '/nowhere/shop';
  const path = `${directory}/compose.yaml`;
  const loaded = await loadCompose(
    {
      directory,
      files: [path],
      environment: {},
      ...(options.profiles && { profiles: options.profiles }),
    },
    (file) =>
      file === path
        ? Promise.resolve(text)
        : Promise.reject(Object.assign(new Error('not there'), { code: 'ENOENT' })),
  );
  return makeEntry(
    {
      directory,
      variant: '',
      source: { kind: 'compose', files: [path] },
      request: { directory },
    },
    {
      workspaceFolder: '/nowhere',
      loaded,
      profiles: undefined,
      stamp: new Map(),
      previous: undefined,
    },
  );
};
