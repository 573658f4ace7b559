import { isScalar } from 'yaml';
import { keyText } from '../../syntax/syntax.ts';
import { attributeOf, parentsOf } from '../extended.ts';
import type { Hinter } from '../inlay-hints.ts';

/** What the nearest service on the chain of `extends` has that has the attribute. */
export const inheritedHint: Hinter = async ({ path, value }, { file, read }) => {
  const [section, service, attribute, ...more] = path;
  if (section !== 'services' || typeof attribute !== 'string' || more.length > 0) return undefined;
  if (attribute === 'extends' || !isScalar(value)) return undefined;
  const place = { path: file.path, syntax: file.syntax, service: String(service) };
  for (const parent of await parentsOf(place, read)) {
    const inherited = attributeOf(parent, attribute);
    if (inherited === undefined) continue;
    return isScalar(inherited) ? `(parent value: ${keyText(inherited)})` : undefined;
  }
  return undefined;
};
