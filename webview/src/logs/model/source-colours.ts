import type { PageSource } from '#shared/panels/logs';
import { firstFree } from '../../base/palette.ts';

/** The place in the palette of each service of the panel. */
export type SourceColours = ReadonlyMap<string, number>;

/**
 * Colours for the services that there are now. What has one keeps it, also under the name that it gets, or
 * loses, with that of its project; the others get what is free, those first that the panel was opened for.
 */
export const colourSources = (
  known: SourceColours,
  sources: readonly PageSource[],
): SourceColours => {
  const names = ownFirst(sources).map(({ key }) => key);
  const colours = new Map(names.flatMap((name) => rowOf(name, known.get(name))));
  const renamed = new Map([...known].filter(([name]) => !colours.has(name)));
  for (const name of names.filter((one) => !colours.has(one))) {
    const before = [...renamed.keys()].find((other) => isSameService(name, other));
    if (before === undefined) continue;
    for (const row of rowOf(name, renamed.get(before))) colours.set(...row);
    renamed.delete(before);
  }
  for (const name of names) if (!colours.has(name)) colours.set(name, firstFree(colours.values()));
  return colours;
};

const rowOf = (name: string, index: number | undefined): [string, number][] =>
  index === undefined ? [] : [[name, index]];

/** One of the names may be `project/service`, as where lines of several projects come together. */
const isSameService = (one: string, other: string): boolean =>
  one.endsWith(`/${other}`) || other.endsWith(`/${one}`);

/** By name, so that colours are those of other panels of the project. */
const ownFirst = (sources: readonly PageSource[]): readonly PageSource[] =>
  [...sources].sort((a, b) => Number(a.added) - Number(b.added) || byName.compare(a.key, b.key));

const byName = new Intl.Collator('en', { numeric: true });
