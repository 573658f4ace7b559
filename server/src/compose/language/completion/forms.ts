import { CompletionItemKind, InsertTextFormat, type CompletionItem } from 'vscode-languageserver';
import { PathTable } from '../../path-table.ts';
import type { Caret } from './caret.ts';

interface Form {
  readonly label: string;
  /** In the syntax of snippets. */
  readonly snippet: string;
  readonly documentation: string;
}

const published: readonly Form[] = [
  {
    label: 'hostPort:containerPort',
    snippet: '"${1:8080}:${2:80}"',
    documentation: 'Publish a port of the container on the host',
  },
  {
    label: 'containerPort',
    snippet: '"${1:80}"',
    documentation: 'Publish a port on one that is free on the host',
  },
  {
    label: 'hostPort:containerPort/protocol',
    snippet: '"${1:8080}:${2:80}/${3|tcp,udp|}"',
    documentation: 'Publish a port for one protocol',
  },
  {
    label: 'hostRange:containerRange',
    snippet: '"${1:8080-8090}:${2:80-90}"',
    documentation: 'Publish several ports',
  },
  {
    label: '(Long form port specification)',
    snippet: 'target: ${1:80}\npublished: "${2:8080}"',
    documentation: 'Publish a port, with a key for each part of it',
  },
];

const mounts: readonly Form[] = [
  {
    label: 'hostPath:containerPath:mode',
    snippet: '${1:./folder}:${2:/path}:${3|ro,rw|}',
    documentation: 'Mount a file or folder of the host',
  },
  {
    label: 'volumeName:containerPath:mode',
    snippet: '${1:volume}:${2:/path}:${3|ro,rw|}',
    documentation: 'Mount a volume',
  },
];

/** What comes next in a mount whose first parts are written. */
const mountEnds: readonly (readonly [RegExp, readonly Form[]])[] = [
  [
    /^([A-Za-z]:[\\/])?[^:]+:$/,
    [
      {
        label: ':containerPath:mode',
        snippet: ':${1:/path}:${2|ro,rw|}',
        documentation: 'Where in the container, and how',
      },
    ],
  ],
  [
    /^([A-Za-z]:[\\/])?[^:]+:([A-Za-z]:[\\/])?[^:]+:$/,
    ['ro', 'rw'].map((mode) => ({
      label: `:${mode}`,
      snippet: `:${mode}`,
      documentation: mode === 'ro' ? 'Only to read' : 'To read and write',
    })),
  ],
];

const table = new PathTable<(typed: string) => readonly Form[]>({
  'services.*.ports.*': (typed) => (typed === '' ? published : []),
  'services.*.volumes.*': (typed) =>
    typed === '' ? mounts : (mountEnds.find(([form]) => form.test(typed))?.[1] ?? []),
});

/** The short forms that an item of a list can have, to be filled in. */
export const formItems = ({ path, place, typed, indent }: Caret): readonly CompletionItem[] => {
  const forms = place === 'value' ? (table.get(path)?.(typed) ?? []) : [];
  // What is typed up to the colon stays; the colon is part of the form.
  const kept = typed.replace(/:$/, '');
  return forms.map(({ label, snippet, documentation }) => ({
    ...{ label, documentation, kind: CompletionItemKind.Snippet },
    insertText: `${kept}${snippet.replaceAll('\n', `\n${' '.repeat(indent)}`)}`,
    filterText: `${typed}${label}`,
    insertTextFormat: InsertTextFormat.Snippet,
  }));
};
