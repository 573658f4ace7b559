import { parseShellWords } from '../../../compose/values/shell-words.ts';

/** A program with its arguments, and the variables that are set for it alone. */
export interface Command {
  /** As it is written. */
  readonly program: string;
  /** Its name without its folder. */
  readonly tool: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * What runs in the end when this does, as far as its words tell: every list must have one that is
 * known. `a && b` ends as `b`, `a & b` as both, of `a | b` and `a || b` either may be meant.
 */
export type Running = readonly (readonly (readonly string[])[])[];

/** A line for a shell, taken apart. Words are split as a shell does, variables stay as they are. */
export const runningOf = (script: string): Running => {
  const background = split(script, ['&']);
  return background.flatMap((each) => {
    const last = split(each, ['&&', ';', '\n'])
      .filter((part) => !isFiller(part))
      .at(-1);
    if (last === undefined) return [];
    return [split(last, ['||', '|']).flatMap((part) => shellWords(part))];
  });
};

const isFiller = (part: string): boolean => /^\s*(?:$|#|wait\b|true\b|fi\b|done\b)/.test(part);

const shellWords = (text: string): readonly (readonly string[])[] => {
  const words = parseShellWords(text.trim().replace(/^[({]\s*|\s*[)}]$/g, ''));
  return words === undefined || words.length === 0 ? [] : [words];
};

const operators = ['&&', '||', ';', '&', '|', '\n'];

/** At those operators, the others stay in the parts; those within quotes are none. */
const split = (text: string, at: readonly string[]): readonly string[] => {
  const parts: string[] = [];
  let part = '';
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\') {
      part += text.slice(index, index + 2);
      index += 1;
      continue;
    }
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (/["'`]/.test(character)) quote = character;
    const operator =
      quote === '' ? operators.find((each) => text.startsWith(each, index)) : undefined;
    // `2>&1` and `&>file` are redirections.
    const isRedirection =
      operator === '&' && /[<>]/.test(text.charAt(index - 1) + text.charAt(index + 1));
    if (operator === undefined || isRedirection || !at.includes(operator)) {
      part += operator ?? character;
      index += (operator?.length ?? 1) - 1;
      continue;
    }
    parts.push(part);
    part = '';
    index += operator.length - 1;
  }
  return [...parts, part];
};

/** Splits off variables that are set in front: `NODE_ENV=development node .` */
export const commandOf = (
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Command | undefined => {
  const first = words.findIndex((word) => !assignment.test(word));
  const program = words[first];
  if (program === undefined) return undefined;
  const own = words.slice(0, first).map((word): [string, string] => {
    const equals = word.indexOf('=');
    return [word.slice(0, equals), word.slice(equals + 1)];
  });
  return {
    program,
    tool:
      program
        .split(/[\\/]/)
        .at(-1)
        ?.replace(/\.(?:exe|cmd)$/, '') ?? program,
    args: words.slice(first + 1),
    environment: { ...environment, ...Object.fromEntries(own) },
  };
};

const assignment = /^[A-Za-z_]\w*=/;
