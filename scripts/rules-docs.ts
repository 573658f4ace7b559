// `node scripts/rules-docs.ts [--check]`: writes docs/rules.md and the setting's properties in the manifest from the
// catalog of findings, or fails when they are not up to date.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'prettier';
import { ruleLevel } from '#shared/rule-levels';
import { advice } from '../server/src/compose/advice/index.ts';
import { besideFindings, catalog } from '../server/src/compose/catalog/index.ts';
import type { Described } from '../server/src/compose/catalog/described.ts';
import { loaderFindings } from '../server/src/compose/catalog/loader.ts';
import { rules } from '../server/src/compose/rules/index.ts';
import { say } from './setup/say.mjs';
import { root } from './stages.ts';

const head = `# What is said of compose files

<!-- Made by scripts/rules-docs.ts from server/src/compose: change that, then run it. -->

Each finding has a code, which links to the page that explains it. The setting \`hyperbox.compose.rules\` makes a code
an \`error\`, a \`warning\`, an \`information\` or a \`hint\`, or turns it \`off\`:

\`\`\`json
{ "hyperbox.compose.rules": { "no-effect": "off", "unset-variable": "error" } }
\`\`\`

It concerns what an editor shows, at once and in open files too. What Docker Compose refuses still cannot be started, and
a start, like \`hb\`, still says why.
`;

const sections: readonly (readonly [title: string, intro: string, rows: readonly Described[]])[] = [
  [
    'Reading',
    'What is found while files are read, merged and held against the schema.',
    loaderFindings,
  ],
  ['Rules', 'What Docker Compose refuses or ignores, or an engine refuses at the start.', rules],
  [
    'Advice',
    'What loads and starts, and might still not do what was meant. Only editors hear of it.',
    advice,
  ],
  [
    'Dockerfiles and devcontainer.json',
    'What is said in files beside compose files, because of the projects that they belong to.',
    besideFindings,
  ],
];

const table = (rows: readonly Described[]): string =>
  [
    '| code | severity | what it is |',
    '| --- | --- | --- |',
    ...rows
      .toSorted((a, b) => a.code.localeCompare(b.code))
      .map(
        ({ code, severity, summary, url }) =>
          `| [\`${code}\`](${url}) | ${severity} | ${summary} |`,
      ),
  ].join('\n');

const document = await format(
  [
    head,
    ...sections.map(([title, intro, rows]) => `## ${title}\n\n${intro}\n\n${table(rows)}`),
  ].join('\n\n'),
  { parser: 'markdown', singleQuote: true, printWidth: 120 },
);

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: {
        readonly 'hyperbox.compose.rules': {
          propertyNames: unknown;
          additionalProperties: { enum: unknown };
        };
      };
    };
  };
}

/** The manifest with the codes that `settings.json` completes. */
const withCodes = (text: string): string => {
  const manifest = JSON.parse(text) as Manifest;
  const all = [...catalog.values()].toSorted((a, b) => a.code.localeCompare(b.code));
  const setting = manifest.contributes.configuration.properties['hyperbox.compose.rules'];
  setting.additionalProperties.enum = ruleLevel.options;
  setting.propertyNames = {
    enum: all.map(({ code }) => code),
    markdownEnumDescriptions: all.map(({ summary }) => summary),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
};

const read = (file: string): Promise<string> =>
  readFile(path.join(root, file), 'utf8').catch(() => '');

const isChecked = process.argv.includes('--check');
for (const [file, text] of [
  ['docs/rules.md', document],
  ['package.json', withCodes(await read('package.json'))],
] as const) {
  if (!isChecked) {
    await writeFile(path.join(root, file), text);
  } else if ((await read(file)) !== text) {
    say(`${file} is not up to date; run: node scripts/rules-docs.ts`);
    process.exitCode = 1;
  }
}
