import { Lexer } from 'yaml';
import type { Report } from '../report.ts';
import type { Source } from '../yaml/source.ts';

/** Those of Compose, and all of YAML's own. */
const known = /^!(reset|override|!.*|<tag:yaml\.org,2002:.*>)?$/;

/** Whether there may be one, at little cost: few files have any. */
const mayHaveTag = /(?:^|[\s[{,:-])![a-zA-Z]/m;

/** Compose passes over tags that it does not know: `!rest` resets nothing. */
export const warnOfUnknownTags = (source: Source, report: Report): void => {
  if (!source.text.includes('!') || !mayHaveTag.test(source.text)) return;
  let at = 0;
  let before = '';
  for (const token of new Lexer().lex(source.text)) {
    const isMark = marks.has(token);
    if (token.startsWith('!') && before !== scalarMark && !known.test(token)) {
      report.at(
        { source, start: at, end: at + token.length },
        'unknown-tag',
        `Compose does not know the tag ${token} and passes over it.`,
        { severity: 'warning', hint: 'It knows !reset and !override.' },
      );
    }
    if (!isMark) at += token.length;
    before = token;
  }
};

/** Marks that the lexer puts between the tokens; they are no part of the text. */
const marks: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001F']);
const scalarMark = '\u001F';
