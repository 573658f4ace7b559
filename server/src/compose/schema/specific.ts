import type { ErrorObject } from 'ajv';

const alternatives = new Set(['oneOf', 'anyOf']);

/**
 * Ajv lists the complaints of every alternative before the `oneOf` that none of them met. Of those
 * only the ones deepest in the value are kept (of the same place, the first), as they belong to the
 * alternative that the author had in mind.
 */
export const mostSpecific = (errors: readonly ErrorObject[]): readonly ErrorObject[] => {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    if (!alternatives.has(error.keyword)) {
      kept.push(error);
      continue;
    }
    const branch: ErrorObject[] = [];
    for (let last = kept.at(-1); last !== undefined && isUnder(last, error); last = kept.at(-1)) {
      branch.unshift(last);
      kept.pop();
    }
    if (branch.length === 0) kept.push(error);
    else kept.push(...deepest(branch));
  }
  return kept;
};

const isUnder = (error: ErrorObject, composite: ErrorObject): boolean =>
  error.instancePath === composite.instancePath ||
  error.instancePath.startsWith(`${composite.instancePath}/`);

const specificity = (error: ErrorObject): number =>
  error.instancePath.split('/').length + (error.keyword === 'additionalProperties' ? 1 : 0);

const deepest = (errors: readonly ErrorObject[]): readonly ErrorObject[] => {
  const depth = Math.max(...errors.map(specificity));
  const places = new Set<string>();
  return errors.filter((error) => {
    const place =
      error.keyword === 'additionalProperties'
        ? `${error.instancePath}/${String((error.params as { additionalProperty: unknown }).additionalProperty)}`
        : error.instancePath;
    if (specificity(error) < depth || places.has(place)) return false;
    places.add(place);
    return true;
  });
};
