// `node scripts/cli-docs.ts [--check]`: writes docs/cli.md from the table of commands of cli/, or fails
// when it is not up to date.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'prettier';
import { createProgram } from '../cli/src/program.ts';
import { say } from './setup/say.mjs';
import { root } from './stages.ts';

const file = path.join(root, 'docs', 'cli.md');

const head = `# hb, the command line

<!-- Made by scripts/cli-docs.ts from cli/src: change that, then run it. -->

\`hb\` does in a terminal what the extension does in VS Code, with the same code: it reads compose files as Docker
Compose reads them, and runs them on whatever engine answers (\`DOCKER_HOST\`, the docker contexts, the usual sockets).
Options before the command are those of \`docker compose\`; so are \`COMPOSE_FILE\`, \`COMPOSE_PROJECT_NAME\`,
\`COMPOSE_PROFILES\` and \`COMPOSE_ENV_FILES\`.

\`npm run build\` makes it; \`npm link\` puts it on the path, and \`node dist/hb.cjs\` runs it without. It is in the package of
the extension too, as \`dist/hb.cjs\`. It needs Node 22.13 or newer.

## What it prints

- What was asked for goes to standard output, everything else to standard error: progress, warnings, errors.
- Everything that is wrong with a file is a line \`file:line:column: message\`, with all errors at once; a warning is
  \`file:line:column: warning: message\` and fails nothing. Lines and columns count from 1.
- Colours only on a terminal. \`NO_COLOR\` and \`--ansi never\` switch them off.

## Exit codes

| code | meaning                                                                   |
| ---- | ------------------------------------------------------------------------- |
| 0    | done                                                                      |
| 1    | it could not be done, a file has an error, or the arguments are not right |
| 130  | Ctrl-C                                                                    |

\`hb run\` ends with the code of its command. The first Ctrl-C ends what is under way in its own time (\`up\` stops what
it is attached to), a second one ends \`hb\` at once.

## How it works

\`hb\` is a table of commands, each a message or two of [the protocol](protocol.md). The server that answers runs in the
same process, without a connection; with \`--socket\` it is one that runs already (\`node dist/server.cjs --socket PATH
--trusted\`). Only what a command needs is loaded: \`config\` has a bundle of its own that knows of no engine, the
compose schema is compiled when bundling, and Node keeps what it has compiled
(\`~/.cache/hyperbox/compiled\`).

## Different from Docker Compose

- \`up\` without \`-d\` waits for health like \`up -d\`, and prints the logs meanwhile.
- A host port that is taken is replaced by a free one, with a word about who holds it.
- A start follows its plan for all services; \`create\`, \`pull\`, \`push\` and the like are no commands of their own.
`;

/** What the help says of everything, in the width of a page. */
const sections = (): readonly string[] => {
  let help = '';
  const program = createProgram({
    output: { writeOut: (text) => (help += text), getOutHelpWidth: () => 100 },
    act: () => Promise.resolve(),
  });
  return [program, ...program.commands].map((command) => {
    help = '';
    command.outputHelp();
    const title = command === program ? 'Options of all commands' : `hb ${command.name()}`;
    return `## ${title}\n\n\`\`\`text\n${help.trim()}\n\`\`\``;
  });
};

const text = await format([head, ...sections()].join('\n\n'), {
  parser: 'markdown',
  singleQuote: true,
  printWidth: 120,
});

if (!process.argv.includes('--check')) {
  await writeFile(file, text);
} else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
  say('docs/cli.md is not up to date; run: node scripts/cli-docs.ts');
  process.exitCode = 1;
}
