import { readFileSync } from 'node:fs';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const schema = JSON.parse(
  readFileSync(
    new URL('../../../../server/src/compose/schema/compose-spec.json', import.meta.url),
    'utf8',
  ),
) as Schema;

/**
 * Every property of the compose schema that holds a value of its own, as a path: `*` is a name that
 * the user gives or an item of a list. What only groups others has no path here.
 */
export const schemaPaths = (): readonly string[] => {
  const found = new Set<string>();
  const visit = (part: Schema, path: string, within: readonly string[]): void => {
    if (part.$ref !== undefined) {
      const name = part.$ref.split('/').at(-1) ?? '';
      const definition = schema.definitions?.[name];
      if (definition !== undefined && !within.includes(name))
        visit(definition, path, [...within, name]);
    }
    for (const one of [...(part.oneOf ?? []), ...(part.anyOf ?? [])]) visit(one, path, within);
    for (const [name, value] of Object.entries(part.properties ?? {})) {
      const below = path === '' ? name : `${path}.${name}`;
      found.add(below);
      visit(value, below, within);
    }
    for (const [name, value] of Object.entries(part.patternProperties ?? {}))
      if (!name.startsWith('^x-')) visit(value, `${path}.*`, within);
    if (typeof part.additionalProperties === 'object')
      visit(part.additionalProperties, `${path}.*`, within);
    if (part.items !== undefined) visit(part.items, `${path}.*`, within);
  };
  visit(schema, '', []);
  const all = [...found];
  return all
    .filter((path) => bothValueAndGroup(path) || !all.some((other) => other.startsWith(`${path}.`)))
    .sort();
};

/** `external: true` and, as it was once written, `external: { name: … }`. */
const bothValueAndGroup = (path: string): boolean => path.endsWith('.external');
