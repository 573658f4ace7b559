import type { TextDocumentsConfiguration } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/**
 * The texts of open documents. Each edit makes a new one: whoever still works on the text before it
 * keeps what they read, and where lines begin is never carried over, which the library's own update
 * does wrongly where an edit joins or parts a carriage return and a line feed.
 */
export const texts: TextDocumentsConfiguration<TextDocument> = {
  create: (uri, languageId, version, content) =>
    TextDocument.create(uri, languageId, version, content),
  update: (document, changes, version) => {
    const { uri, languageId } = document;
    return changes.reduce((current, change) => {
      const text = 'range' in change ? spliced(current, change.range, change.text) : change.text;
      return TextDocument.create(uri, languageId, version, text);
    }, document);
  },
};

/** Places beyond a line or the text are moved into it; a range may be given from its end. */
const spliced = (document: TextDocument, { start, end }: Edited, insert: string): string => {
  const text = document.getText();
  const [a, b] = [document.offsetAt(start), document.offsetAt(end)];
  return text.slice(0, Math.min(a, b)) + insert + text.slice(Math.max(a, b));
};

type Edited = Parameters<TextDocument['getText']>[0] & object;
