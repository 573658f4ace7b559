import { CompletionItemKind, InsertTextFormat, type CompletionItem } from 'vscode-languageserver';
import type { Caret } from './caret.ts';

interface Start {
  readonly label: string;
  readonly documentation: string;
  readonly snippet: string;
}

const starts: readonly Start[] = [
  {
    label: 'services (from an image)',
    documentation: 'A project with a service that runs an image.',
    snippet:
      'services:\n  ${1:web}:\n    image: ${2:nginx:alpine}\n    ports:\n      - "${3:8080}:${4:80}"\n$0',
  },
  {
    label: 'services (built here)',
    documentation: 'A project with a service that is built from the Dockerfile of this folder.',
    snippet:
      'services:\n  ${1:app}:\n    build: ${2:.}\n    ports:\n      - "${3:8080}:${4:80}"\n$0',
  },
];

/** In a file with nothing in it: a whole project to be filled in. */
export const projectItems = (
  { path, place, indent }: Caret,
  lines: readonly string[],
): readonly CompletionItem[] => {
  const isEmpty = lines.every((line) => /^\s*(#.*|---.*|[a-z]*)?$/.test(line));
  if (path.length > 0 || place !== 'key' || indent > 0 || !isEmpty) return [];
  return starts.map(({ label, documentation, snippet }) => ({
    ...{ label, documentation, insertText: snippet, filterText: 'services' },
    kind: CompletionItemKind.Snippet,
    insertTextFormat: InsertTextFormat.Snippet,
  }));
};
