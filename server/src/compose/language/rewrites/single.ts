import { CodeActionKind } from 'vscode-languageserver';
import { isMap, isScalar, isSeq } from 'yaml';
import { PathTable } from '../../path-table.ts';
import { replace } from '../fixes/fix.ts';
import { columnAt, contentEnd, entryStart, indentStep } from '../edits/place.ts';
import { writeBlock, writeFlow, writeText } from '../edits/write.ts';
import { plainOf } from './plain.ts';
import type { Rewriter } from './rewrite.ts';

/** What a text stands for: a list of it alone, or a mapping with it under a key. */
interface SingleForm {
  readonly wrap: (text: string) => unknown;
  readonly noun: string;
  readonly long: string;
  readonly key?: string;
}

const underKey = (key: string, noun: string): SingleForm => ({
  ...{ key, noun, long: 'mapping' },
  wrap: (text) => ({ [key]: text }),
});
const alone = (noun: string): SingleForm => ({ noun, long: 'list', wrap: (text) => [text] });

const forms = new PathTable<SingleForm>({
  'services.*.build': underKey('context', '`build`'),
  'services.*.extends': underKey('service', '`extends`'),
  'services.*.env_file': alone('the env file'),
  'services.*.label_file': alone('the label file'),
  'services.*.dns': alone('the DNS server'),
  'services.*.dns_search': alone('the search domain'),
  'services.*.tmpfs': alone('the tmpfs'),
});

/** Attributes whose one value can be written alone. */
export const rewriteSingles: Rewriter = ({ file, entries }) =>
  entries.flatMap((entry) => {
    const form = forms.get(entry.path);
    const node = entry.value;
    const plain = form === undefined ? undefined : plainOf(file, node);
    if (form === undefined || !node?.range || plain === undefined || plain === null) return [];
    const { source } = file;
    const kind = CodeActionKind.RefactorRewrite;
    if (typeof plain === 'string') {
      if (!isScalar(node) || plain === '') return [];
      const own = columnAt(source.text, entryStart(entry));
      const step = indentStep(file);
      const isInFlow = !/^\s*(- )*$/.test(lineBefore(source.text, entryStart(entry)));
      const keyEnd = contentEnd(source.text, entry.key ?? node) + 1;
      const long = isInFlow
        ? ` ${writeFlow(form.wrap(plain))}`
        : `\n${' '.repeat(own + step)}${writeBlock(form.wrap(plain), own + step, step)}`;
      const origin = { source, start: keyEnd, end: contentEnd(source.text, node) };
      return [
        { title: `Write ${form.noun} as a ${form.long}`, kind, edits: [replace(origin, long)] },
      ];
    }
    const values: readonly unknown[] = Object.values(plain);
    const [only] = values;
    const isAlone = isSeq(node) ? form.key === undefined : isMap(node) && form.key === keyOf(plain);
    if (values.length !== 1 || !isAlone || typeof only !== 'string' || only === '') return [];
    const keyEnd = contentEnd(source.text, entry.key ?? node) + 1;
    const origin = { source, start: keyEnd, end: contentEnd(source.text, node) };
    if (/(^|\s)[#&!]/.test(source.text.slice(origin.start, origin.end))) return [];
    return [
      {
        title: `Write ${form.noun} in the short form`,
        kind,
        edits: [replace(origin, ` ${writeText(only)}`)],
      },
    ];
  });

const keyOf = (plain: object): string | undefined => Object.keys(plain)[0];

const lineBefore = (text: string, offset: number): string =>
  text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
