import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';

/** One key that is pressed, as an editor tells a server of it. */
export interface Keystroke {
  readonly change: TextDocumentContentChangeEvent;
  /** Where the caret is then. */
  readonly caret: Position;
  /** Whether editors ask for completion then: something was typed, and it was no line end. */
  readonly completes: boolean;
}

/** A text, and the keys that are pressed in it one after the other. */
export class Typist {
  readonly #document: TextDocument;
  readonly #keystrokes: Keystroke[] = [];

  constructor(text: string) {
    this.#document = TextDocument.create('file:///typed', 'yaml', 0, text);
  }

  /** Those since the last call. */
  take(): readonly Keystroke[] {
    return this.#keystrokes.splice(0);
  }

  /** One key each; but for an end of line, which brings the next one's indentation along. */
  type(text: string, at: number): this {
    let offset = at;
    for (const [key] of text.matchAll(/\n *|./g)) {
      this.#replace(offset, offset, key);
      offset += key.length;
    }
    return this;
  }

  /** Backspaces, from `to` on. */
  erase(from: number, to: number): this {
    for (let end = to; end > from; end -= 1) this.#replace(end - 1, end, '');
    return this;
  }

  /** Removes it all with one key. */
  cut(from: number, to: number): this {
    this.#replace(from, to, '');
    return this;
  }

  /** Right behind the first place of a text after another. */
  behind(...texts: readonly string[]): number {
    const text = this.#document.getText();
    let at = 0;
    for (const each of texts) {
      const found = text.indexOf(each, at);
      if (found === -1) throw new Error(`there is no ${each}`);
      at = found + each.length;
    }
    return at;
  }

  #replace(start: number, end: number, text: string): void {
    const document = this.#document;
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    const change = { range, text };
    TextDocument.update(document, [change], document.version + 1);
    this.#keystrokes.push({
      change,
      caret: document.positionAt(start + text.length),
      completes: text !== '' && !text.startsWith('\n'),
    });
  }
}

/**
 * An edit of a file of `manyServices`, around the service of that number; after it the text is what it
 * was. It types a new service, an image's name, a port, and in a variable with a default.
 */
export const editService = (typist: Typist, index: number): readonly Keystroke[] => {
  const service = `\n  service${String(index)}:`;
  const added = `\n  cache:\n    image: redis:7\n    restart: always`;
  const line = typist.behind(service, 'retries: 3');
  const end = typist.behind(service, 'depends_on:', 'service_healthy }');
  const at = index === 0 ? line : end;
  typist.type(added, at).cut(at, at + added.length);
  const image = typist.behind(service, `team/service${String(index)}`);
  typist.type('-api', image).erase(image, image + 4);
  const port = typist.behind(service, 'ports: ["10');
  typist.erase(port - 1, port).type('0', port - 1);
  const variable = typist.behind(service, '${LOG_LEVEL:-info');
  typist.erase(variable - 4, variable).type('warn', variable - 4);
  const brace = variable + 1;
  return typist
    .erase(variable - 4, brace)
    .type('info}', variable - 4)
    .take();
};
