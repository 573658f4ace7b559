import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of the test's own, filled from a table of relative paths and texts. */
export class TempTree {
  readonly root: string;

  constructor(files: Readonly<Record<string, string>> = {}, name = 'tree') {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hyperbox-projects-')));
    this.root = join(folder, name);
    mkdirSync(this.root);
    this.write(files);
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(this.path(path)), { recursive: true });
      writeFileSync(this.path(path), text);
    }
  }

  path(relativePath: string): string {
    return join(this.root, relativePath);
  }

  remove(relativePath: string): void {
    rmSync(this.path(relativePath), { recursive: true });
  }

  dispose(): void {
    rmSync(dirname(this.root), { recursive: true, force: true });
  }
}
