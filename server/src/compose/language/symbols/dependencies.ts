import type { Node } from 'yaml';
import { PathTable } from '../../path-table.ts';
import type { Origin } from '../../yaml/source.ts';
import { entriesOf } from '../syntax/syntax.ts';
import type { ReadCompose } from '../workspace.ts';
import { symbolWithin } from './symbols.ts';

/** A service that another has to be started before. */
export interface Dependency {
  readonly dependent: string;
  readonly dependency: string;
  /** Where its name is written. */
  readonly origin: Origin;
}

/** What makes Compose start a service first. */
const places = new PathTable<true>({
  'services.*.depends_on.*': true,
  'services.*.links.*': true,
  'services.*.volumes_from.*': true,
  'services.*.network_mode': true,
  'services.*.pid': true,
  'services.*.ipc': true,
});

/** As they are written in one file, in its order. */
export const dependenciesIn = ({ syntax, symbols }: ReadCompose): readonly Dependency[] =>
  entriesOf(syntax).flatMap(({ path, key, value }) => {
    if (places.get(path) === undefined) return [];
    const [start, end] = spanOf(key ?? value);
    const symbol = symbolWithin(symbols, start, end);
    if (symbol?.kind !== 'service' || symbol.role !== 'reference') return [];
    return [{ dependent: String(path[1]), dependency: symbol.name, origin: symbol.origin }];
  });

const spanOf = (node: Node | undefined): readonly [start: number, end: number] =>
  node?.range ? [node.range[0], node.range[1]] : [-1, -1];
