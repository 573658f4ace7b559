import type { App } from './app.ts';
import type { NameOf } from './failure-text.ts';

/** Looks in the lists as they are: nothing is asked of the engine for the sake of a message. */
export const nameOfId =
  ({ inventory, projects }: Pick<App, 'inventory' | 'projects'>): NameOf =>
  (id) =>
    inventory.get('containers', id)?.name ??
    inventory.get('networks', id)?.name ??
    inventory.get('images', id)?.tags[0] ??
    projects.items
      .flatMap(({ services }) => services.flatMap(({ containers }) => containers))
      .find((container) => container.id === id)?.name;
