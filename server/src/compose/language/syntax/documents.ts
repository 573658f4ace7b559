import type { Document } from 'yaml';
import type { Source } from '../../yaml/source.ts';
import { Report } from '../../report.ts';
import { parseDocuments } from '../../yaml/documents.ts';
import { checkSize } from '../../yaml/limits.ts';

/**
 * The YAML documents of a text with every node's place, as far as the parser gets. Empty where the text
 * is too large or nested too deeply to be looked at.
 */
export const readDocuments = (source: Source): readonly Document[] => {
  if (!checkSize(source, new Report())) return [];
  try {
    return parseDocuments(source.text);
  } catch (error) {
    // The parser recurses: a value nested thousands of levels deep ends its stack.
    if (error instanceof RangeError) return [];
    throw error;
  }
};
