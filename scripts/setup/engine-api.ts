import { once } from 'node:events';
import { request, type IncomingMessage, type RequestOptions } from 'node:http';
import type { Readable } from 'node:stream';
import { json, text } from 'node:stream/consumers';

/**
 * The few calls of the Docker Engine API that the scripts need, before there is a HyperBox to ask
 * (https://docs.docker.com/reference/api/engine/).
 */
export class EngineApi {
  readonly #target: RequestOptions;

  /** @param address as `DOCKER_HOST` has it; `unix`, `npipe` and plain `tcp` */
  constructor(address: string) {
    const socket = /^(?:unix|npipe):\/\/(.+)$/.exec(address)?.[1];
    const { hostname, port } = new URL(socket === undefined ? address : 'http://localhost');
    this.#target = socket === undefined ? { hostname, port } : { socketPath: socket };
  }

  /** Whether the engine has this image. */
  async hasImage(name: string): Promise<boolean> {
    const response = await this.#call('GET', `/images/${name}/json`);
    response.resume();
    return response.statusCode === 200;
  }

  /** Whether pulls go to a mirror of the hub, which may answer where the hub does not. */
  async hasMirror(): Promise<boolean> {
    const response = await this.#call('GET', '/info');
    const info = (await json(response)) as { RegistryConfig?: { Mirrors?: unknown[] | null } };
    return (info.RegistryConfig?.Mirrors?.length ?? 0) > 0;
  }

  async version(): Promise<{ readonly version: string }> {
    const { Version } = (await json(await this.#call('GET', '/version'))) as { Version: string };
    return { version: Version };
  }

  /** Makes an image of one layer from a root file system. */
  async importImage(options: {
    readonly name: string;
    readonly tar: Readable;
    /** Dockerfile instructions: `CMD`, `ENV`, `WORKDIR`, `LABEL`. */
    readonly changes: readonly string[];
  }): Promise<void> {
    const [repo = '', tag = 'latest'] = options.name.split(':');
    const query = new URLSearchParams({ fromSrc: '-', repo, tag });
    for (const change of options.changes) query.append('changes', change);
    const response = await this.#call('POST', `/images/create?${query.toString()}`, options.tar);
    const answer = await text(response);
    // A failure in the middle comes as a line of its own, after the status was sent.
    if (response.statusCode !== 200 || answer.includes('"error"')) throw new Error(answer.trim());
  }

  /** Gives an image one more name. */
  async tagImage(name: string, added: string): Promise<void> {
    const [repo = '', tag = 'latest'] = added.split(':');
    const query = new URLSearchParams({ repo, tag });
    const response = await this.#call('POST', `/images/${name}/tag?${query.toString()}`);
    const answer = await text(response);
    if (response.statusCode !== 201) throw new Error(answer.trim());
  }

  async #call(method: string, path: string, body?: Readable): Promise<IncomingMessage> {
    const call = request({ ...this.#target, method, path });
    if (body) body.pipe(call);
    else call.end();
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    return response;
  }
}
