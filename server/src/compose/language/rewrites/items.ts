import { CodeActionKind, type TextEdit } from 'vscode-languageserver';
import { isMap, isScalar, isSeq } from 'yaml';
import { replace } from '../fixes/fix.ts';
import { columnAt, contentEnd, indentStep, isFlow, membersOf } from '../edits/place.ts';
import { writeBlock, writeFlow, writeText } from '../edits/write.ts';
import { type SyntaxEntry, type SyntaxFile } from '../syntax/syntax.ts';
import { configForm, envFileForm, secretForm, type ItemForm } from './item-form.ts';
import { mountForm } from './mounts.ts';
import { plainOf, sameWritten, type Plain } from './plain.ts';
import { portForm } from './ports.ts';
import type { Rewrite, Rewriter } from './rewrite.ts';

const forms: Readonly<Record<string, ItemForm>> = {
  ports: portForm,
  volumes: mountForm,
  env_file: envFileForm,
  secrets: secretForm,
  configs: configForm,
};

/** Items of lists that can be written short or long: the one at the caret, and all of its list. */
export const rewriteItems: Rewriter = ({ file, entries }) => {
  const list = entries.find(
    ({ path, value }) => path[0] === 'services' && path.length === 3 && isSeq(value),
  );
  const form = forms[String(list?.path[2])];
  if (list === undefined || form === undefined) return [];
  const items = membersOf(file, list.value);
  const here = entries.find(({ parent }) => parent === list.value);
  return (['long', 'short'] as const).flatMap((to): readonly Rewrite[] => {
    const one = here === undefined ? undefined : convert(file, here, form, to);
    const all = items.filter(({ value }) => isScalar(value) === (to === 'long'));
    const edits = all.map((item) => convert(file, item, form, to));
    const possible = edits.filter((edit) => edit !== undefined);
    const isWhole =
      possible.length === edits.length && possible.length > (one === undefined ? 0 : 1);
    const kind = CodeActionKind.RefactorRewrite;
    return [
      ...(one === undefined
        ? []
        : [{ title: `Write this ${form.noun} in the ${to} form`, kind, edits: [one] }]),
      ...(isWhole
        ? [
            {
              title: `Write all ${form.noun}s of the service in the ${to} form`,
              kind,
              edits: possible,
            },
          ]
        : []),
    ];
  });
};

const convert = (
  file: SyntaxFile,
  { value: node, parent }: SyntaxEntry,
  form: ItemForm,
  to: 'long' | 'short',
): TextEdit | undefined => {
  const plain = plainOf(file, node);
  if (!node?.range || plain === undefined || plain === null) return undefined;
  const { source } = file;
  const origin = { source, start: node.range[0], end: contentEnd(source.text, node) };
  if (to === 'long') {
    const long = typeof plain === 'string' ? form.toLong(plain) : undefined;
    if (long === undefined) return undefined;
    const column = columnAt(source.text, origin.start);
    return replace(
      origin,
      isFlow(parent) ? writeFlow(long) : writeBlock(long, column, indentStep(file)),
    );
  }
  if (!isMap(node) || typeof plain === 'string' || Array.isArray(plain)) return undefined;
  const short = shortOf(plain as Readonly<Record<string, Plain>>, form);
  return short === undefined
    ? undefined
    : replace(origin, writeText(short, form.quoted === true ? '"' : 'plain'));
};

const shortOf = (long: Readonly<Record<string, Plain>>, form: ItemForm): string | undefined => {
  const { defaults } = form;
  const short = form.toShort(long);
  const again = form.toLong(short);
  return again !== undefined && sameWritten({ ...defaults, ...long }, { ...defaults, ...again })
    ? short
    : undefined;
};
