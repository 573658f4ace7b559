import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fixers } from '../../../../../server/src/compose/language/fixes/index.ts';
import type { FixContext } from '../../../../../server/src/compose/language/fixes/fix.ts';
import { symbolsOf } from '../../../../../server/src/compose/language/symbols/symbols.ts';
import { parseSyntax } from '../../../../../server/src/compose/language/syntax/syntax.ts';
import { Source } from '../../../../../server/src/compose/yaml/source.ts';

/** The first fix for what is underlined, applied. Whether it is there only an engine can tell. */
const fixed = async (code: string, text: string, underlined: string): Promise<string> => {
  const path = '/compose.yaml';
  const document = TextDocument.create(`file://${path}`, 'dockercompose', 1, text);
  const syntax = parseSyntax(new Source(path, text));
  const offset = text.indexOf(underlined);
  const range = {
    start: document.positionAt(offset),
    end: document.positionAt(offset + underlined.length),
  };
  const context: Omit<FixContext, 'workspace'> = {
    diagnostic: { code, message: '', range },
    file: { path, document, syntax, symbols: symbolsOf(syntax) },
    offset,
    text: underlined,
  };
  const [fixer] = fixers[code] ?? [];
  assert.ok(fixer);
  const [fix] = await fixer(context as FixContext);
  return TextDocument.applyEdits(document, [...(fix?.edits ?? [])]);
};

describe('fix healthcheck-without-test', () => {
  const before = (image: string): string =>
    `services:\n  web:\n    image: ${image}\n    expose: ["3000"]\n    healthcheck:\n      interval: 5s\n`;
  const tests = [
    ['redis:7', '        - CMD\n        - redis-cli\n        - ping\n'],
    [
      'ghcr.io/me/my-mariadb:1',
      '        - CMD\n        - healthcheck.sh\n        - --connect\n        - --innodb_initialized\n',
    ],
    [
      'me/app:1',
      '        - CMD-SHELL\n        - wget -q --spider http://localhost:3000/ || curl -fsS -o /dev/null http://localhost:3000/\n',
    ],
  ] as const;
  for (const [image, test] of tests) {
    it(`asks ${image} as it can be asked`, async () => {
      assert.equal(
        await fixed('healthcheck-without-test', before(image), 'healthcheck'),
        `${before(image)}      test:\n${test}`,
      );
    });
  }
});
