import type { Readable } from 'node:stream';
import { containerId, type ContainerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import * as z from 'zod/mini';
import type { Disposable } from '../../base/disposable.ts';
import type {
  AttachSpec,
  ContainerFilter,
  ContainerPath,
  ContainerRuntime,
  ContainerSpec,
  EngineAttachment,
  EngineContainers,
  EngineLimit,
  EngineTerminal,
  ExecResult,
  ExecSpec,
  LogsListener,
  LogsOptions,
  StatsListener,
  TerminalSpec,
} from '../contract.ts';
import type { ApiCall, EngineApi } from './api.ts';
import type { AskedStops } from './asked-stops.ts';
import { attachTo } from './attach.ts';
import { normalizeInspected } from './container-item.ts';
import { inspectedContainer } from './container-record.ts';
import { normalizeRuntime, runtimeRecord } from './container-runtime.ts';
import { toCreateRequest } from './container-spec.ts';
import { ContainerList } from './container-list.ts';
import { toEndpointSettings } from './endpoint-settings.ts';
import { statusOf } from './errors.ts';
import { execute } from './exec.ts';
import { readLogs } from './logs.ts';
import { parsePathStat, pathStatHeader } from './path-stat.ts';
import { anyRecord, number, texts } from './record.ts';
import { containerLimitsOf } from './spec-limits.ts';
import { readStats } from './stats.ts';
import { openTerminal } from './terminal.ts';

export class DockerContainers implements EngineContainers {
  readonly #api: EngineApi;
  readonly #stops: AskedStops;
  readonly #list: ContainerList;

  constructor(api: EngineApi, stops: AskedStops) {
    this.#api = api;
    this.#stops = stops;
    this.#list = new ContainerList(api);
  }

  async list(filter?: ContainerFilter, signal?: AbortSignal): Promise<readonly ContainerItem[]> {
    const items = await this.#list.read(filter, signal);
    return items.map((item) => this.#withStop(item));
  }

  async get(id: string, signal?: AbortSignal): Promise<ContainerItem | undefined> {
    const record = await this.#api.find(inspectedContainer, {
      what: `Cannot read container ${id}`,
      path: at(id, 'json'),
      signal,
    });
    if (record === undefined) return undefined;
    this.#list.remember(record);
    return this.#withStop(normalizeInspected(record));
  }

  limits(spec: ContainerSpec): readonly EngineLimit[] {
    return containerLimitsOf(spec, (version) => this.#api.atLeast(version));
  }

  inspect(id: string, signal?: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    return this.#api.json(anyRecord, {
      what: `Cannot inspect container ${id}`,
      path: at(id, 'json'),
      signal,
    });
  }

  async create(spec: ContainerSpec, signal?: AbortSignal): Promise<ContainerId> {
    const what = `Cannot create container ${spec.name ?? `of ${spec.image}`}`;
    const request = toCreateRequest(spec, (version) => this.#api.atLeast(version));
    const { Id: id } = await this.#api.json(z.object({ Id: containerId }), {
      what,
      method: 'POST',
      path: '/containers/create',
      query: request.query,
      body: request.body,
      signal,
    });
    try {
      for (const attachment of request.joinAfterwards) {
        await this.#api.text({
          what: `${what}: network ${attachment.network}`,
          method: 'POST',
          path: `/networks/${encodeURIComponent(attachment.network)}/connect`,
          body: {
            Container: id,
            EndpointConfig: toEndpointSettings(attachment, (version) => this.#api.atLeast(version)),
          },
          signal,
        });
      }
    } catch (error) {
      // A container without its networks is not what was asked for; the first error is the one to tell.
      await this.remove(id, { force: true, anonymousVolumes: true }).catch(() => undefined);
      throw error;
    }
    return id;
  }

  start(id: string, signal?: AbortSignal): Promise<void> {
    return this.#act(id, 'start', { accept: [304], signal, long: true });
  }

  stop(id: string, options: { graceMs?: number } = {}, signal?: AbortSignal): Promise<void> {
    return this.#stops.during(id, async () => {
      const answer = await this.#api.stream({
        what: `Cannot stop container ${id}`,
        method: 'POST',
        path: at(id, 'stop'),
        query: { t: seconds(options.graceMs) },
        accept: [304],
        signal,
      });
      answer.resume();
      return answer.statusCode !== 304;
    });
  }

  restart(id: string, options: { graceMs?: number } = {}, signal?: AbortSignal): Promise<void> {
    return this.#act(id, 'restart', { query: { t: seconds(options.graceMs) }, signal, long: true });
  }

  pause(id: string): Promise<void> {
    return this.#act(id, 'pause', {});
  }

  unpause(id: string): Promise<void> {
    return this.#act(id, 'unpause', {});
  }

  async kill(id: string, signalName?: string): Promise<void> {
    await this.#act(id, 'kill', { query: { signal: signalName } }).catch(async (error: unknown) => {
      // A conflict is also how the engine says "is not running", which is what was wanted.
      const conflict = error instanceof Error && [409, 500].includes(statusOf(error.cause) ?? 0);
      const item = conflict ? await this.get(id) : undefined;
      if (item === undefined || ['running', 'paused', 'restarting'].includes(item.status))
        throw error;
    });
  }

  rename(id: string, name: string): Promise<void> {
    return this.#act(id, 'rename', { query: { name } });
  }

  async remove(
    id: string,
    options: { force?: boolean; anonymousVolumes?: boolean } = {},
  ): Promise<void> {
    await this.#api
      .text({
        what: `Cannot remove container ${id}`,
        method: 'DELETE',
        path: at(id, ''),
        query: { force: options.force, v: options.anonymousVolumes },
        accept: [404],
        long: true,
      })
      .catch((error: unknown) => {
        // Two removals at once: the other one has it in hand.
        const already = error instanceof Error && /removal of container .* is already in progress/i;
        if (already === false || !already.test(error instanceof Error ? error.message : ''))
          throw error;
      });
  }

  async wait(id: string, signal?: AbortSignal): Promise<number> {
    const answer = await this.#api.json(z.object({ StatusCode: number }), {
      what: `Cannot wait for container ${id}`,
      method: 'POST',
      path: at(id, 'wait'),
      query: { condition: 'not-running' },
      signal,
      long: true,
    });
    return answer.StatusCode;
  }

  async top(id: string): Promise<{ titles: readonly string[]; processes: readonly string[][] }> {
    const answer = await this.#api.json(
      z.object({ Titles: texts, Processes: z.catch(z.array(z.array(z.string())), []) }),
      { what: `Cannot list the processes of ${id}`, path: at(id, 'top') },
    );
    return { titles: answer.Titles, processes: answer.Processes };
  }

  exec(id: string, spec: ExecSpec, signal?: AbortSignal): Promise<ExecResult> {
    return execute(this.#api, id, spec, signal);
  }

  openTerminal(id: string, spec: TerminalSpec, signal?: AbortSignal): Promise<EngineTerminal> {
    return openTerminal(this.#api, id, spec, signal);
  }

  attach(id: string, spec: AttachSpec, signal?: AbortSignal): Promise<EngineAttachment> {
    return attachTo(this.#api, id, spec, signal);
  }

  async stat(id: string, path: string, signal?: AbortSignal): Promise<ContainerPath | undefined> {
    const what = `Cannot look at ${path} in ${id}`;
    const head = await this.#api.head({ what, path: at(id, 'archive'), query: { path }, signal });
    const header = head?.[pathStatHeader];
    return typeof header === 'string' ? parsePathStat(header) : undefined;
  }

  copyOut(id: string, path: string, signal?: AbortSignal): Promise<Readable> {
    const what = `Cannot copy ${path} out of ${id}`;
    return this.#api.stream({ what, path: at(id, 'archive'), query: { path }, signal });
  }

  async copyIn(id: string, folder: string, tar: Readable, signal?: AbortSignal): Promise<void> {
    await this.#api.text({
      what: `Cannot copy into ${folder} of ${id}`,
      method: 'PUT',
      path: at(id, 'archive'),
      query: { path: folder },
      file: tar,
      signal,
      long: true,
    });
  }

  logs(id: string, options: LogsOptions, listener: LogsListener): Promise<Disposable> {
    return readLogs(this.#api, id, options, listener);
  }

  async runtime(id: string, signal?: AbortSignal): Promise<ContainerRuntime | undefined> {
    const record = await this.#api.find(runtimeRecord, {
      what: `Cannot read what ${id} may use`,
      path: at(id, 'json'),
      signal,
    });
    return record && normalizeRuntime(record);
  }

  stats(id: string, listener: StatsListener): Promise<Disposable> {
    return readStats(this.#api, id, listener);
  }

  async prune(): Promise<{ removed: readonly string[]; reclaimedBytes: number }> {
    const answer = await this.#api.json(
      z.object({ ContainersDeleted: texts, SpaceReclaimed: number }),
      {
        what: 'Cannot remove the stopped containers',
        method: 'POST',
        path: '/containers/prune',
        long: true,
      },
    );
    return { removed: answer.ContainersDeleted, reclaimedBytes: answer.SpaceReclaimed };
  }

  #withStop(item: ContainerItem): ContainerItem {
    const stopped = item.status === 'exited' && this.#stops.has(item.id);
    return stopped ? { ...item, stopAsked: true } : item;
  }

  async #act(id: string, verb: string, call: Partial<ApiCall>): Promise<void> {
    await this.#api.text({
      ...call,
      what: `Cannot ${verb} container ${id}`,
      method: 'POST',
      path: at(id, verb),
    });
  }
}

const at = (id: string, what: string): string =>
  `/containers/${encodeURIComponent(id)}${what === '' ? '' : `/${what}`}`;

const seconds = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.ceil(ms / 1000);
