import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ProjectId } from '#shared/protocol/ids';
import type { ReloadRecords } from '../records.ts';
import { KeptFile } from './kept-file.ts';
import { ProjectRecords, type ProjectRecordsOptions } from './project-records.ts';

/** The records of all projects of a workspace: a file each, in the workspace's folder for state. */
export class WorkspaceRecords {
  readonly #options: Omit<ProjectRecordsOptions, 'file'> & { readonly folder: string };
  readonly #projects = new Map<ProjectId, ReloadRecords>();

  constructor(options: Omit<ProjectRecordsOptions, 'file'> & { readonly folder: string }) {
    this.#options = options;
  }

  of(id: ProjectId): ReloadRecords {
    const { folder, log } = this.#options;
    const name = createHash('sha256').update(id).digest('hex').slice(0, 32);
    const path = join(folder, 'reload', `${name}.jsonl`);
    const records =
      this.#projects.get(id) ??
      new ProjectRecords({ ...this.#options, file: new KeptFile({ path, log }) });
    this.#projects.set(id, records);
    return records;
  }
}
