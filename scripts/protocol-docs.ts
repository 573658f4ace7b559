// `node scripts/protocol-docs.ts [--check]`: writes docs/protocol.md from shared/src/protocol, or
// fails when it is not up to date.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'prettier';
import { readMessages, type MessageDoc } from './protocol/read-messages.ts';
import { say } from './setup/say.mjs';
import { root } from './stages.ts';

const file = path.join(root, 'docs', 'protocol.md');

const arrows = {
  request: 'request, client → server',
  notification: 'notification, client → server',
  serverNotification: 'notification, server → client',
} satisfies Record<MessageDoc['kind'], string>;

const head = `# The protocol

<!-- Made by scripts/protocol-docs.ts from shared/src/protocol: change that, then run it. -->

One JSON-RPC 2.0 for every door: the extension speaks it over node-ipc (beside the Language Server Protocol),
others over stdio or a socket. \`initialize\` carries \`initializationOptions\` as in
[workspace.ts](../shared/src/protocol/workspace.ts). Parameters are parsed with a schema on arrival; an
error's \`data\` is \`ErrorDetails\` of [errors.ts](../shared/src/errors.ts). A request with an
\`operationId\` sends progress, and any request ends early on \`$/cancelRequest\`.
`;

function section(domain: string, messages: readonly MessageDoc[]): string {
  const source = `Types: [${domain}.ts](../shared/src/protocol/${domain}.ts).`;
  return [`## ${domain}`, source, ...messages.map(entry)].join('\n\n');
}

function entry({ method, kind, doc, params, result }: MessageDoc): string {
  const code = [
    '```ts',
    `type Params = ${params};`,
    ...(result ? [`type Result = ${result};`] : []),
    '```',
  ];
  return [`### \`${method}\``, `_${arrows[kind]}_`, ...(doc ? [doc] : []), code.join('\n')].join(
    '\n\n',
  );
}

const messages = readMessages(path.join(root, 'shared'));
const domains = Map.groupBy(messages, ({ domain }) => domain);
const sections = [...domains].map(([domain, rows]) => section(domain, rows));
const text = await format([head, ...sections].join('\n\n'), {
  parser: 'markdown',
  singleQuote: true,
  printWidth: 100,
});

if (!process.argv.includes('--check')) {
  await writeFile(file, text);
} else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
  say('docs/protocol.md is not up to date; run: node scripts/protocol-docs.ts');
  process.exitCode = 1;
}
