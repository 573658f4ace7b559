import type { StartResult } from '#shared/protocol/projects';
import { allDone } from '../../base/all-done.ts';
import type { Clock } from '../../base/clock.ts';
import { deferred } from '../../base/deferred.ts';
import { HyperBoxError, throwIfCancelled } from '../../base/error.ts';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { StepBoard } from './board.ts';
import {
  createContainer,
  recreateContainer,
  startContainer,
  type ContainerTools,
} from './container-step.ts';
import { DependencyFailed } from './failure.ts';
import { runPreStop } from './hooks.ts';
import type { Dependency } from './plan-dependencies.ts';
import type { ServicePlan } from './plan.ts';
import { renews, type ContainerAction } from './plan-service.ts';
import { awaitCompleted, awaitHealthy, awaitReady, type ReadyOptions } from './ready.ts';
import { restartsByItself } from './restarts-by-itself.ts';
import { declaresHealth } from './spec/process.ts';
import type { ImageFacts } from './state.ts';

/** What a service needs of the start that it is part of. */
export interface ServiceRunOptions {
  readonly plan: ServicePlan;
  readonly board: StepBoard;
  readonly clock: Clock;
  readonly startTimeoutMs: number;
  /** Being started is all that is asked of it. */
  readonly untilStarted: boolean;
  readonly signal: AbortSignal;
  readonly other: (service: string) => ServiceRun | undefined;
  readonly warn: (warning: string) => void;
  /** Its image, and then everything else that a container of it is made from. */
  readonly image: () => Promise<ImageFacts>;
  readonly resources: () => Promise<void>;
  /** The actions as they are once the image is known. */
  readonly replan: (image: ImageFacts) => readonly ContainerAction[];
  readonly tools: (image: ImageFacts) => ContainerTools;
  /** Its starts are asked for, or will not be: others need not leave room for them. */
  readonly withdraw: () => void;
}

export type ServiceResult = Pick<
  StartResult['services'][number],
  'name' | 'action' | 'containerIds'
>;

interface Slot {
  readonly action: Exclude<ContainerAction, { readonly kind: 'remove' }>;
  id: string | undefined;
}

/** Brings one service up: makes its containers, waits for what it depends on, starts, waits. */
export class ServiceRun {
  readonly name: string;
  /** Its containers exist, whether or not they run. */
  readonly #created = deferred<undefined>();
  readonly #started = deferred<undefined>();
  readonly #options: ServiceRunOptions;
  #slots: readonly Slot[] = [];
  #completed: Promise<void> | undefined;
  #healthy: Promise<void> | undefined;
  #image: ImageFacts | undefined;
  #renewed = false;
  readonly #removals: Promise<void>[] = [];

  constructor(options: ServiceRunOptions) {
    this.#options = options;
    this.name = options.plan.name;
  }

  /** The id of its first container, once it exists. */
  get containerId(): string | undefined {
    return this.#slots[0]?.id;
  }

  /** Whether those who are bound to its containers, or restart with it, have to follow. */
  get renewed(): boolean {
    return this.#renewed;
  }

  async run(): Promise<ServiceResult> {
    try {
      const action = await this.#bringUp();
      // Old containers go meanwhile, and are gone at the end, however it ends.
      const ready = this.#options.untilStarted ? [] : [this.#becomeReady()];
      await allDone([...ready, ...this.#removals]);
      this.#show('done', action === 'unchanged' ? 'up to date' : this.#endWord());
      return {
        name: this.name,
        action: action !== 'unchanged' && this.#options.plan.isJob ? 'completed' : action,
        // The driver gave these ids; the brand is lost in the slots.
        containerIds: this.#ids as ServiceResult['containerIds'],
      };
    } catch (error) {
      this.#options.withdraw();
      this.#created.reject(error);
      this.#started.reject(error);
      const skipped = error instanceof DependencyFailed;
      this.#show(
        skipped ? 'skipped' : 'failed',
        skipped ? `not started: ${error.message}` : 'failed',
      );
      throw error;
    }
  }

  created(): Promise<undefined> {
    return this.#created.promise;
  }

  /** Resolves when the condition holds, rejects when it cannot any more. */
  async reached(condition: Dependency['condition']): Promise<void> {
    await this.#started.promise;
    if (condition === 'service_healthy') await (this.#healthy ??= awaitHealthy(this.#ready()));
    if (condition === 'service_completed_successfully')
      await (this.#completed ??= awaitCompleted(this.#ready()));
  }

  async #bringUp(): Promise<ServiceResult['action']> {
    const { plan, signal } = this.#options;
    const image = await this.#options.image();
    this.#image = image;
    await Promise.all([
      this.#options.resources(),
      ...plan.creationNeeds.map((need) => this.#need(need)),
    ]);
    throwIfCancelled(signal);
    const actions = this.#options.replan(image);
    const tools = this.#options.tools(image);
    this.#renewed = renews(actions);
    this.#slots = actions.flatMap((action): readonly Slot[] =>
      action.kind === 'remove'
        ? []
        : [{ action, id: action.kind === 'create' ? undefined : action.existing.id }],
    );
    const unwanted = actions.flatMap((action) => (action.kind === 'remove' ? action.existing : []));
    const idle = this.#slots.every(({ action }) => action.kind === 'leave');
    const restarts = plan.dependencies.some(({ restart }) => restart);
    await this.#createNew(tools);
    if (idle && !restarts && unwanted.length === 0) {
      this.#options.withdraw();
      this.#created.resolve(undefined);
      this.#started.resolve(undefined);
      return 'unchanged';
    }
    await this.#awaitDependencies();
    throwIfCancelled(signal);
    await Promise.all(unwanted.map((container) => this.#remove(tools, container)));
    const starting = Promise.all(this.#slots.map((slot) => this.#start(tools, slot)));
    this.#options.withdraw();
    await starting;
    const restarted = await this.#restartAfterDependencies(tools);
    this.#created.resolve(undefined);
    this.#started.resolve(undefined);
    return this.#summary(restarted);
  }

  /** New containers are made before what they depend on runs, so that they only have to start. */
  async #createNew(tools: ContainerTools): Promise<void> {
    const fresh = this.#slots.filter(({ action }) => action.kind === 'create');
    if (fresh.length > 0) this.#show('running', 'creating');
    await allDone(
      fresh.map(async (slot) => {
        slot.id = await createContainer(tools, slot.action.number);
      }),
    );
    if (!this.#slots.some(({ action }) => action.kind === 'recreate'))
      this.#created.resolve(undefined);
  }

  async #need(service: string): Promise<void> {
    try {
      await this.#options.other(service)?.created();
    } catch (error) {
      throw new DependencyFailed(service, error);
    }
  }

  async #awaitDependencies(): Promise<void> {
    await Promise.all(
      this.#options.plan.dependencies.map(async ({ service, condition, required }) => {
        const other = this.#options.other(service);
        if (other === undefined) return;
        const word = waitingWords[condition];
        this.#show('running', `waiting for ${service} ${word}`);
        try {
          await other.reached(condition);
        } catch (error) {
          if (required) throw new DependencyFailed(service, error);
          this.#options.warn(
            `service "${this.name}": started without "${service}", which it can do without and which failed`,
          );
        }
      }),
    );
  }

  async #start(tools: ContainerTools, slot: Slot): Promise<void> {
    const { action } = slot;
    throwIfCancelled(this.#options.signal);
    if (action.kind === 'leave') return;
    if (action.kind === 'unpause') {
      await tools.engine.containers.unpause(action.existing.id);
      return;
    }
    this.#show('running', action.kind === 'recreate' ? `recreating: ${action.reason}` : 'starting');
    if (action.kind !== 'recreate') {
      slot.id = await startContainer(tools, action.number, slot.id ?? '');
      return;
    }
    tools.noteRecreation(action.number, action.reason);
    const { id, removed } = await recreateContainer(tools, action.number, action.existing);
    slot.id = id;
    this.#removals.push(removed);
  }

  async #remove(tools: ContainerTools, container: ContainerItem): Promise<void> {
    if (container.status === 'running')
      await runPreStop(tools.engine, tools.model, this.name, container.id, tools.log);
    await tools.engine.containers.stop(container.id);
    await tools.engine.containers.remove(container.id, { force: true });
  }

  /** `restart: true` of a dependency: a new container of it restarts this service. */
  async #restartAfterDependencies(tools: ContainerTools): Promise<boolean> {
    const renewed = this.#options.plan.dependencies.some(
      ({ service, restart }) => restart && this.#options.other(service)?.renewed === true,
    );
    const running = this.#slots.filter(({ action }) => action.kind === 'leave');
    if (!renewed || running.length === 0) return false;
    this.#show('running', 'restarting, because a service that it depends on is new');
    await Promise.all(
      running.map(async ({ id = '' }) => {
        tools.watch.expectStart(id);
        await tools.engine.containers.restart(id);
        tools.watch.noteStarted(id);
      }),
    );
    return true;
  }

  async #becomeReady(): Promise<void> {
    if (this.#options.plan.isJob) {
      this.#completed ??= awaitCompleted(this.#ready());
      await this.#completed;
    } else if (this.#ready().hasHealth) {
      this.#show('running', 'waiting to be healthy');
      await (this.#healthy ??= awaitHealthy(this.#ready()));
    } else await awaitReady(this.#ready());
  }

  #ready(): ReadyOptions {
    const { plan, clock, startTimeoutMs, signal } = this.#options;
    const image = this.#image;
    if (image === undefined) throw new HyperBoxError('internal', 'A service ran without an image.');
    const { engine, watch } = this.#options.tools(image);
    const hasHealth = declaresHealth(plan.declared.healthcheck) ?? image.healthcheck;
    return {
      ...{ engine, watch, clock, startTimeoutMs, signal, hasHealth },
      service: this.name,
      ids: this.#ids,
      restarts: restartsByItself(plan.declared),
    };
  }

  get #ids(): readonly string[] {
    return this.#slots.flatMap(({ id }) => id ?? []);
  }

  #summary(restarted: boolean): ServiceResult['action'] {
    const kinds = this.#slots.map(({ action }) => action.kind);
    if (kinds.includes('recreate')) return 'recreated';
    if (kinds.includes('create')) return 'created';
    return restarted || kinds.some((kind) => kind !== 'leave') ? 'started' : 'unchanged';
  }

  #endWord(): string {
    if (this.#options.untilStarted) return 'started';
    if (this.#options.plan.isJob) return 'completed';
    return this.#ready().hasHealth ? 'healthy' : 'running';
  }

  #show(state: Parameters<StepBoard['set']>[1], words: string): void {
    this.#options.board.set(`service:${this.name}`, state, `${this.name}: ${words}`);
  }
}

const waitingWords: Readonly<Record<Dependency['condition'], string>> = {
  service_started: 'to start',
  service_healthy: 'to be healthy',
  service_completed_successfully: 'to complete',
};
