import { loadCompose } from '../../../server/src/compose/load.ts';
import type { LoadRequest, LoadResult } from '../../../server/src/compose/load-contract.ts';

/** The folder of projects that exist only as text. */
export const folder = '/hyperbox-test';

export interface TextProject {
  /** Contents by path below `folder`. */
  readonly files: Readonly<Record<string, string>>;
  readonly request?: Partial<LoadRequest>;
}

/** Loads a project whose files are given as text: `compose.yaml` unless the request says else. */
export const loadFiles = ({ files, request = {} }: TextProject): Promise<LoadResult> =>
  loadCompose(
    { directory: folder, files: ['compose.yaml'], environment: { HOME: '/home/user' }, ...request },
    (path) => {
      const text = files[path.slice(folder.length + 1)];
      return text === undefined
        ? Promise.reject(Object.assign(new Error('missing'), { code: 'ENOENT' }))
        : Promise.resolve(text);
    },
  );

export const loadText = (text: string): Promise<LoadResult> =>
  loadFiles({ files: { 'compose.yaml': text } });
