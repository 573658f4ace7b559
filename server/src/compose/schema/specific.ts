import type { SchemaError } from './check.ts';
import { unknownKey } from './messages.ts';

const alternatives = new Set(['oneOf', 'anyOf']);

/**
 * The check lists the complaints of every alternative before the `oneOf` that none of them met. Of those
 * only the ones deepest in the value are kept (of the same place, the first), as they belong to the
 * alternative that the author had in mind.
 */
export const mostSpecific = (errors: readonly SchemaError[]): readonly SchemaError[] => {
  const kept: SchemaError[] = [];
  for (const error of errors) {
    if (!alternatives.has(error.keyword)) {
      kept.push(error);
      continue;
    }
    const branch: SchemaError[] = [];
    for (let last = kept.at(-1); last !== undefined && isUnder(last, error); last = kept.at(-1)) {
      branch.unshift(last);
      kept.pop();
    }
    if (branch.length === 0) kept.push(error);
    else kept.push(...deepest(branch));
  }
  return kept;
};

const isUnder = (error: SchemaError, composite: SchemaError): boolean =>
  composite.path.every((part, index) => error.path[index] === part);

const specificity = (error: SchemaError): number =>
  error.path.length + (error.keyword === 'additionalProperties' ? 1 : 0);

const deepest = (errors: readonly SchemaError[]): readonly SchemaError[] => {
  const depth = Math.max(...errors.map(specificity));
  const places = new Set<string>();
  return errors.filter((error) => {
    const place = [...error.path, unknownKey(error)].join('\0');
    if (specificity(error) < depth || places.has(place)) return false;
    places.add(place);
    return true;
  });
};
