import type { App } from '../app.ts';
import { Row } from '../views/tree-state.ts';
import type { Target } from '../views/target.ts';

/**
 * What a command was called on: the selection when the row is part of it, a view's selection when a
 * key called it with the view's id, and `undefined` when the user has yet to choose.
 */
export const targetsOf = (app: App, args: readonly unknown[]): readonly Target[] | undefined => {
  const [first, second] = args;
  if (first instanceof Row) {
    const rows = Array.isArray(second) ? second.filter(isRow) : [];
    return (rows.length > 0 ? rows : [first]).map(({ target }) => target);
  }
  if (typeof first === 'string' && first.startsWith('hyperbox.views.')) {
    return app.views.selection(first).map(({ target }) => target);
  }
  return undefined;
};

const isRow = (value: unknown): value is Row => value instanceof Row;

/** An id or a name that a caller gave, as keybindings and other extensions do. */
export const nameOf = (args: readonly unknown[]): string | undefined =>
  typeof args[0] === 'string' ? args[0] : undefined;
