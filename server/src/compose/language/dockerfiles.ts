import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import { parseDockerfile } from '../../dockerfile/parse.ts';
import { dockerfileFacts } from '../advice/dockerfile-facts.ts';
import type { DockerfileFacts } from '../advice/facts.ts';
import { dockerfilePaths } from '../build-files.ts';
import type { ReadText } from '../load-contract.ts';
import type { ComposeModel } from '../model.ts';

/** What is changed by others than the editor is noticed as late as this. */
const freshForMs = 2000;

interface Read {
  readonly text: string | undefined;
  readonly dockerfile: Dockerfile | undefined;
  readonly atMs: number;
}

/** The Dockerfiles that projects are built by, as they are typed. */
export class Dockerfiles {
  readonly #readText: ReadText;
  readonly #read = new Map<string, Read>();

  constructor(readText: ReadText) {
    this.#readText = readText;
  }

  async factsFor({ services }: ComposeModel): Promise<DockerfileFacts> {
    const paths = new Set(
      Object.values(services).flatMap(({ build }) => (build ? dockerfilePaths(build) : [])),
    );
    const nowMs = performance.now();
    await Promise.all([...paths].map((path) => this.#refresh(path, nowMs)));
    return dockerfileFacts((path) => this.#read.get(path)?.dockerfile);
  }

  /** Whether something was said because of it. */
  hasRead(path: string): boolean {
    return this.#read.has(path);
  }

  /** It is another now. */
  changed(path: string): void {
    const read = this.#read.get(path);
    if (read !== undefined) this.#read.set(path, { ...read, atMs: -Infinity });
  }

  async #refresh(path: string, nowMs: number): Promise<void> {
    const known = this.#read.get(path);
    if (known !== undefined && nowMs - known.atMs <= freshForMs) return;
    const text = await this.#readText(path).catch(() => undefined);
    const isSame = known !== undefined && known.text === text;
    const dockerfile = isSame
      ? known.dockerfile
      : text === undefined
        ? undefined
        : parseDockerfile(text);
    this.#read.set(path, { text, dockerfile, atMs: nowMs });
  }
}
