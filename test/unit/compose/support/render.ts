import { format } from 'prettier';
import type { Support } from './support.ts';

/** Where the page lies that says what becomes of each property. */
export const page = new URL('../../../../docs/compose-support.md', import.meta.url);

const intro = `# What becomes of each property of a compose file

Every property of the Compose schema that holds a value, and where it shows. This page is written by
\`node test/unit/compose/support/write.ts\`, which loads samples, takes each property away or changes
it, and looks at what a container, image, network or volume is then made from;
\`test/unit/compose/support/support.test.ts\` fails when a property is dropped in silence, or when
this page is old.

- **container**, **build**, **network**, **volume**: the part of what the engine is asked to make.
- **plan**: which containers and images there are to be, and what waits for what.
- **reload**: the rules by which a changed file gets to a service that runs.
- **told**: it has no effect here. The editor says so where it is written; what means nothing with
  some values only is a warning of the start.

Depending on the engine an option may still be refused by it: that is an error of the service. What the builder
that is there cannot do (the engine's own, where docker buildx is missing) is told by service and field.
`;

export const renderPage = async (support: ReadonlyMap<string, Support>): Promise<string> => {
  const rows = [...support].map(([path, found]) => `| \`${path}\` | ${textOf(found)} |`);
  const text = [intro, '| property | what becomes of it |', '| --- | --- |', ...rows].join('\n');
  return format(text, { parser: 'markdown', printWidth: 120 });
};

const textOf = (found: Support): string => {
  if (found.kind === 'effect') return placesText(found.places);
  if (found.kind === 'elsewhere') return found.what;
  return found.kind === 'told' ? `told: ${found.why}` : found.kind;
};

/** More than a few are what a whole service comes with. */
const enough = 4;

const placesText = (places: readonly string[]): string => {
  const byKind = Map.groupBy(places, (place) => place.split('.', 1)[0] ?? '');
  return [...byKind]
    .map(([kind, all]) => {
      const parts = all.map((place) => place.slice(kind.length + 1));
      return `**${kind}** ${parts.length > enough ? 'all of it' : parts.join(', ')}`;
    })
    .join('; ');
};
