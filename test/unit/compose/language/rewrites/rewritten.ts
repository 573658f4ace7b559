import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { toConfig } from '../../../../../server/src/compose/config.ts';
import { rewritesAt } from '../../../../../server/src/compose/language/rewrites/index.ts';
import type { Rewrite } from '../../../../../server/src/compose/language/rewrites/rewrite.ts';
import { parseSyntax } from '../../../../../server/src/compose/language/syntax/syntax.ts';
import type { ComposeModel } from '../../../../../server/src/compose/model.ts';
import { Source } from '../../../../../server/src/compose/yaml/source.ts';
import { loadText } from '../../load-text.ts';

const caret = '‸';

/** What is offered where `‸` stands in a text. */
export const offered = (marked: string): readonly Rewrite[] =>
  rewritesAt(
    parseSyntax(new Source('/compose.yaml', marked.replace(caret, ''))),
    marked.indexOf(caret),
  );

export const applied = (text: string, { edits }: Rewrite): string =>
  TextDocument.applyEdits(TextDocument.create('', '', 0, text), [...edits]);

/** What `config` prints, without the fields that are there to be pointed at. */
export const meaningOf = (model: ComposeModel | undefined): unknown => {
  assert.ok(model);
  const shown = Object.entries(toConfig(model)).filter(([key]) => !key.startsWith('x-'));
  return JSON.parse(JSON.stringify(Object.fromEntries(shown))) as unknown;
};

/** Below one service. */
const service = (attributes: string): string => `services:\n  web:\n    image: a:1\n${attributes}`;

/** The rewrite at the caret gives that text, and the project means what it meant. */
export const assertRewrite = async (
  title: string,
  before: string,
  after: string,
  wrap = service,
): Promise<void> => {
  const marked = wrap(before);
  const all = offered(marked);
  const rewrite = all.find((each) => each.title === title);
  assert.ok(rewrite, all.map((each) => each.title).join(', '));
  const text = marked.replace(caret, '');
  const changed = applied(text, rewrite);
  assert.equal(changed, wrap(after));
  const [old, fresh] = [await loadText(text), await loadText(changed)];
  const errors = ({ findings }: typeof old): readonly string[] =>
    findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  assert.deepEqual(errors(old), []);
  assert.deepEqual(errors(fresh), []);
  assert.deepEqual(meaningOf(fresh.model), meaningOf(old.model));
};

/** Nothing of that kind is offered at the caret. */
export const assertNone = (title: RegExp, before: string, wrap = service): void => {
  const titles = offered(wrap(before)).map((each) => each.title);
  assert.deepEqual(
    titles.filter((each) => title.test(each)),
    [],
  );
};

export const whole = (text: string): string => text;
