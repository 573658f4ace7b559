import { reference } from '../catalog/reference-page.ts';
import { schemasAt } from '../schema/look-up.ts';
import type { Path } from '../yaml/tree.ts';

/** What the specification says of an attribute. */
export interface AttributeDocs {
  readonly description: string;
  /** What it says of the form that it has in common with others, such as a list or a mapping. */
  readonly form?: string;
  /** Sorted; empty where any value is allowed. */
  readonly allowed: readonly string[];
  /** The page of the reference that explains it. */
  readonly url: string;
}

/** `undefined` for the name that people give to a service or a resource, and for what the specification does not know. */
export const docsOf = (path: Path): AttributeDocs | undefined => {
  if (path.length === 2) return undefined;
  const schemas = schemasAt(path);
  const at = schemas.findIndex((schema) => schema.description !== undefined);
  const description = schemas[at]?.description;
  if (description === undefined) return undefined;
  // What a schema refers to comes right behind it.
  const form = schemas[at]?.$ref === undefined ? undefined : schemas[at + 1]?.description;
  return {
    ...{ description, allowed: allowedAt(path), url: pageOf(path) },
    ...(form !== undefined && form !== description && { form }),
  };
};

/** The values of an attribute that takes only some. */
export const allowedAt = (path: Path): readonly string[] =>
  [...new Set(schemasAt(path).flatMap((schema) => schema.enum ?? []))].map(String).sort();

const pageOf = ([section, , attribute]: Path): string => {
  if (section === 'version' || section === 'name') return `${reference}/version-and-name/`;
  const page = `${reference}/${String(section)}/`;
  return typeof attribute === 'string' ? `${page}#${attribute}` : page;
};

export const schemaUrl =
  'https://raw.githubusercontent.com/compose-spec/compose-spec/master/schema/compose-spec.json';
