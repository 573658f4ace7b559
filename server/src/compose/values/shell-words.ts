/**
 * Splits a command line into arguments the way Compose does: quotes and backslashes as in a shell,
 * nothing expanded, and everything from an unquoted `;`, `&`, `|`, `<` or `>` on left out.
 * `undefined` when a quote or parenthesis stays open. Source: mattn/go-shellwords.
 */
export const parseShellWords = (line: string): readonly string[] | undefined => {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | '`' | '(' | undefined;
  let escaped = false;
  for (const character of line) {
    if (escaped) {
      word = (word ?? '') + (escapes[character] ?? character);
      escaped = false;
    } else if (character === '\\' && quote !== "'") {
      escaped = true;
    } else if (/[ \t\r\n]/.test(character) && quote === undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if ((character === '"' || character === "'") && closesOrOpens(quote, character)) {
      quote = quote === undefined ? character : undefined;
      // An empty pair of quotes is a word too, but only once it is closed.
      word ??= '';
    } else if (';&|<>'.includes(character) && quote === undefined) {
      // "2>file": the number belongs to the redirection, not to the command.
      if (character === '>' && /^[0-9]/.test(word ?? '')) word = undefined;
      break;
    } else {
      const next = nextQuote(quote, character, word ?? '');
      if (next === 'invalid') return undefined;
      quote = next;
      word = (word ?? '') + character;
    }
  }
  if (escaped || quote !== undefined) return undefined;
  if (word !== undefined) words.push(word);
  return words;
};

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n' };

const closesOrOpens = (quote: string | undefined, character: string): boolean =>
  quote === undefined || quote === character;

/** Backticks and `$(…)` keep their text, spaces included; a bare parenthesis is an error. */
const nextQuote = (
  quote: '"' | "'" | '`' | '(' | undefined,
  character: string,
  word: string,
): '"' | "'" | '`' | '(' | undefined | 'invalid' => {
  if (quote === '"' || quote === "'") return quote;
  if (character === '`' && quote !== '(') return quote === '`' ? undefined : '`';
  if (quote === '`') return quote;
  if (character === '(') return quote === undefined && word.endsWith('$') ? '(' : 'invalid';
  if (character === ')') return quote === '(' ? undefined : 'invalid';
  return quote;
};
