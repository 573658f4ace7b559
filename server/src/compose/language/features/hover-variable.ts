import type { Origin } from '../../yaml/source.ts';
import { substitute } from '../../interpolate/template.ts';
import { projectVariables } from '../symbols/env-variables.ts';
import { variableAt } from '../syntax/variables.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import { placeLink } from './effective.ts';
import type { PlacedText } from './placed-text.ts';

/** The value of the variable under the pointer, and where that comes from. */
export const variableText = async (
  file: OpenCompose,
  offset: number,
  workspace: LanguageWorkspace,
): Promise<PlacedText | undefined> => {
  const use = variableAt(file.syntax, offset);
  if (use === undefined) return undefined;
  const { name, origin } = use;
  const { values, set } = await projectVariables(file.path, workspace);
  // A variable may be named `constructor`, as what every object has.
  const valueOf = lookupIn(values);
  const value = valueOf(name);
  const inFiles = set.filter((each) => each.name === name);
  const from = inFiles.filter((each) => each.value === value);
  const links = (from.length > 0 ? from : inFiles).map((each) =>
    placeLink(each.origin, file, workspace),
  );
  if (value === undefined) {
    const fallback = fallbackAt(origin, valueOf);
    return {
      text:
        fallback === undefined
          ? `\`${name}\` is not set: it is replaced by nothing.`
          : `\`${name}\` is not set: ${code(fallback)} stands in its place.`,
      at: origin,
    };
  }
  const place =
    from.length > 0
      ? `Set in ${links.join(', ')}.`
      : inFiles.length > 0
        ? `Set in the environment of the editor, in place of what ${links.join(', ')} says.`
        : 'Set in the environment of the editor.';
  return { text: `\`${name}\` is ${code(value)}.\n\n${place}`, at: origin };
};

const lookupIn =
  (values: Readonly<Record<string, string>>) =>
  (name: string): string | undefined =>
    Object.hasOwn(values, name) ? values[name] : undefined;

const code = (text: string): string => (text === '' ? 'empty' : `\`${text.replaceAll('`', "'")}\``);

/** What `${X:-…}` and `${X-…}` bring where there is no `X`. */
const fallbackAt = (
  { source, start, end }: Origin,
  lookup: (name: string) => string | undefined,
): string | undefined => {
  const rest = source.text.slice(end, end + 1000);
  if (!/^:?-/.test(rest)) return undefined;
  const name = source.text.slice(start, end);
  // Up to the brace that closes it: what follows is cut off by the next reference.
  const whole = `\${${name}${rest.slice(0, closing(rest))}}`;
  return substitute(whole, lookup).text;
};

const closing = (text: string): number => {
  let depth = 1;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0 || text[at] === '\n') return at;
  }
  return text.length;
};
