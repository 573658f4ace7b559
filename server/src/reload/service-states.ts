import type { ProjectItem } from '#shared/protocol/projects';
import { eligibleServices } from './eligible.ts';

type Containers = ProjectItem['services'][number]['containers'];

/** The services of a project as they are now, and which of them a save may reload. */
export class ServiceStates {
  #item: ProjectItem;
  /** Those that we restarted since somebody last stopped anything. */
  readonly #acted = new Set<string>();
  /** What is being reloaded, and whether it was seen to be down meanwhile. */
  readonly #reloading = new Map<string, boolean>();

  constructor(item: ProjectItem) {
    this.#item = item;
  }

  get item(): ProjectItem {
    return this.#item;
  }

  /** The project as it is now; answers with the services that may be reloaded no more, and those that may now. */
  update(item: ProjectItem): {
    readonly left: ReadonlySet<string>;
    readonly came: ReadonlySet<string>;
  } {
    const before = this.eligible();
    this.#item = item;
    if (item.busy === 'stop' || item.busy === 'down') this.#acted.clear();
    const now = this.eligible();
    for (const service of this.#reloading.keys())
      if (!this.isUp(service)) this.#reloading.set(service, true);
    return { left: before.difference(now), came: now.difference(before) };
  }

  /** Those that a save may reload, and that it is to. */
  eligible(): ReadonlySet<string> {
    const on = this.#item.services.filter(({ autoRestart }) => autoRestart);
    const names = new Set(on.map(({ name }) => name));
    return eligibleServices(this.#item, this.#acted).intersection(names);
  }

  containersOf(service: string): Containers {
    return this.#item.services.find(({ name }) => name === service)?.containers ?? [];
  }

  isUp(service: string): boolean {
    return this.containersOf(service).some(({ status }) => status === 'running');
  }

  isReloading(service: string): boolean {
    return this.#reloading.has(service);
  }

  /** A reload takes its service down itself; what has become of it is seen when it is over. */
  reloadBegins(service: string): void {
    this.#acted.add(service);
    this.#reloading.set(service, false);
  }

  /** Answers with whether the service was seen to be down meanwhile. */
  reloadEnded(service: string): boolean {
    const wasDown = this.#reloading.get(service) === true;
    this.#reloading.delete(service);
    return wasDown;
  }
}
