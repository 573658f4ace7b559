import type { Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span, Word } from './dockerfile.ts';

/** Offsets for what the library says by line and character. */
export class Places {
  readonly #document: TextDocument;

  constructor(document: TextDocument) {
    this.#document = document;
  }

  span({ start, end }: Range): Span {
    return { start: this.#document.offsetAt(start), end: this.#document.offsetAt(end) };
  }

  word(text: string, range: Range): Word {
    return { text, ...this.span(range) };
  }

  /** As it is written. */
  text(range: Range): string {
    return this.#document.getText(range);
  }
}
