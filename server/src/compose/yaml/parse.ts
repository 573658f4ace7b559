import type { YAMLError } from 'yaml';
import type { Report } from '../report.ts';
import { convertDocument, convertParts } from './convert.ts';
import { parseDocuments } from './documents.ts';
import { checkSize } from './limits.ts';
import { isReadable } from './options.ts';
import { sharedParts, type PartCache } from './parts.ts';
import type { Source } from './source.ts';
import type { Path, TreeNode } from './tree.ts';

/** One YAML document of a file: its value, and the places that `!reset` and `!override` mark. */
export interface ComposeDocument {
  readonly root: TreeNode;
  readonly resets: readonly Path[];
}

/**
 * The documents of a file, as far as they can be read: after a syntax error the rest may be missing
 * or wrong, so `complete` says whether it is worth judging further.
 */
export interface ParsedText {
  readonly documents: readonly ComposeDocument[];
  readonly complete: boolean;
}

export const parseYaml = (
  source: Source,
  report: Report,
  parts: PartCache = sharedParts,
): ParsedText => {
  if (!checkSize(source, report)) return { documents: [], complete: false };
  try {
    const sections = parts.parse(source.text);
    if (sections === undefined) return readDocuments(source, report);
    const { root, resets, limited } = convertParts(source, sections, report);
    return { documents: [{ root, resets }], complete: !limited };
  } catch (error) {
    // The parser recurses: a value nested thousands of levels deep ends its stack.
    if (!(error instanceof RangeError)) throw error;
    report.at({ source, start: 0, end: 1 }, 'yaml-syntax', 'The file is nested too deeply.');
    return { documents: [], complete: false };
  }
};

const readDocuments = (source: Source, report: Report): ParsedText => {
  let complete = true;
  const documents: ComposeDocument[] = [];
  for (const document of parseDocuments(source.text)) {
    const errors = document.errors.filter((error) => !isReadable(error));
    // What follows the first error of a document is mostly its echo.
    const [first] = errors;
    if (first !== undefined) {
      complete = false;
      reportSyntax(source, first, report);
    }
    const { root, resets, limited } = convertDocument(source, document, report, complete);
    if (limited) complete = false;
    documents.push({ root, resets });
  }
  return { documents, complete };
};

const reportSyntax = (source: Source, error: YAMLError, report: Report): void => {
  const [start, end] = error.pos;
  const last = Math.max(source.text.trimEnd().length, 0);
  const from = Math.min(start, last);
  report.at(
    { source, start: from, end: Math.max(Math.min(end, source.text.length), from + 1) },
    'yaml-syntax',
    error.message.startsWith('Maximum call stack')
      ? 'The file is nested too deeply.'
      : `YAML syntax: ${error.message}`,
    { hint: hints[error.code] },
  );
};

const hints: Readonly<Partial<Record<string, string>>> = {
  TAB_AS_INDENT: 'Indent with spaces: YAML does not allow tabs.',
  BAD_INDENT: 'Check the indentation of this line and of the one above.',
  MISSING_CHAR: 'Close the quote or bracket that was opened here.',
};
