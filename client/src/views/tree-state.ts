import type { Look } from './look.ts';
import type { Target } from './target.ts';

/** What a row should be: made anew from the data at each change, then compared with what is shown. */
export interface RowSpec {
  /** Stable over changes of state, unique in its tree. */
  readonly id: string;
  readonly look: Look;
  readonly target: Target;
  /** Whatever else the row's tooltip says: a change of it makes the row be drawn again. */
  readonly detail?: unknown;
  readonly children?: readonly RowSpec[];
}

/** A row that lives as long as its id is in the tree; VS Code knows it by its identity. */
export class Row {
  readonly id: string;
  readonly parent: Row | undefined;
  look: Look;
  target: Target;
  children: readonly Row[] = [];
  #stamp = '';
  #spec: RowSpec | undefined;

  constructor(spec: RowSpec, parent: Row | undefined) {
    this.id = spec.id;
    this.parent = parent;
    this.look = spec.look;
    this.target = spec.target;
    this.adopt(spec);
  }

  /** Whether this is what it was last made of, so that nothing below it is another either. */
  isOf(spec: RowSpec): boolean {
    return spec === this.#spec;
  }

  /** Takes over the new state and says whether the row now looks different. */
  adopt(spec: RowSpec): boolean {
    this.#spec = spec;
    const stamp = JSON.stringify([spec.look, spec.detail]);
    const changed = stamp !== this.#stamp;
    this.#stamp = stamp;
    this.look = spec.look;
    this.target = spec.target;
    return changed;
  }
}

/** `all` when rows came or went at the top; else the rows to draw again, with what is below them. */
export type TreeChange = { readonly kind: 'all' } | { readonly kind: 'rows'; readonly rows: Row[] };

/** The rows of one tree. Knows nothing of VS Code, so that what it redraws can be counted. */
export class TreeState {
  #roots: readonly Row[] = [];

  get roots(): readonly Row[] {
    return this.#roots;
  }

  update(specs: readonly RowSpec[]): TreeChange {
    const rows: Row[] = [];
    const next = merge(this.#roots, specs, { parent: undefined, changed: rows });
    const same = sameRows(this.#roots, next);
    this.#roots = next;
    return same ? { kind: 'rows', rows } : { kind: 'all' };
  }

  find(id: string): Row | undefined {
    const within = (rows: readonly Row[]): Row | undefined => {
      for (const row of rows) {
        const found = row.id === id ? row : within(row.children);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return within(this.#roots);
  }
}

interface MergeContext {
  readonly parent: Row | undefined;
  /** Topmost rows to draw again; drawing a row draws what is below it too. */
  readonly changed: Row[];
}

const merge = (
  before: readonly Row[],
  specs: readonly RowSpec[],
  { parent, changed }: MergeContext,
): readonly Row[] => {
  const known = new Map(before.map((row) => [row.id, row]));
  return specs.map((spec) => {
    const old = known.get(spec.id);
    if (old?.isOf(spec) === true) return old;
    const row = old ?? new Row(spec, parent);
    const redraw = old?.adopt(spec) ?? false;
    const below: Row[] = [];
    const children = merge(row.children, spec.children ?? [], { parent: row, changed: below });
    const regrouped = !sameRows(row.children, children);
    row.children = children;
    if (old !== undefined && (redraw || regrouped)) changed.push(row);
    else changed.push(...below);
    return row;
  });
};

const sameRows = (a: readonly Row[], b: readonly Row[]): boolean =>
  a.length === b.length && a.every((row, index) => row === b[index]);
