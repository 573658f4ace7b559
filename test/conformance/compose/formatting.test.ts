import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readTextFile } from '../../../server/src/compose/files/read-text.ts';
import { indentEdits } from '../../../server/src/compose/language/format/indent.ts';
import { parseSyntax } from '../../../server/src/compose/language/syntax/syntax.ts';
import type { LoadRequest, LoadResult } from '../../../server/src/compose/load-contract.ts';
import { loadCompose } from '../../../server/src/compose/load.ts';
import { Source } from '../../../server/src/compose/yaml/source.ts';
import { corpusFolder, readCorpus, type RealCase } from './corpus.ts';

const corpus = await readCorpus(corpusFolder(process.env));

const format = (text: string, step: number): string => {
  const edits = indentEdits(parseSyntax(new Source('', text)), step) ?? [];
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  for (const { line, before, after } of edits)
    lines[line] = ' '.repeat(after) + (lines[line] ?? '').slice(before);
  return lines.join('');
};

const withoutIndents = (text: string): readonly string[] =>
  text.split('\n').map((line) => line.trimStart());

if (corpus === undefined) {
  console.log('No compose corpus (HYPERBOX_CORPUS): formatting is not tried on real projects.');
} else {
  describe('formatting real projects', function () {
    this.timeout(120_000);
    const { folder, real } = corpus;

    const load = (request: LoadRequest, change: (text: string) => string): Promise<LoadResult> =>
      loadCompose(request, async (path) => {
        const text = await readTextFile(path);
        return /\.ya?ml$/.test(path) ? change(text) : text;
      });
    const requestOf = ({ cwd, files, env_file }: RealCase): LoadRequest => ({
      directory: join(folder, cwd),
      files,
      environment: {},
      ...(env_file !== null && { envFiles: [env_file] }),
    });
    const texts = async (): Promise<ReadonlyMap<string, string>> => {
      const found = new Map<string, string>();
      for (const each of real) {
        await load(requestOf(each), (text) => {
          found.set(`${each.id} ${String(found.size)}`, text);
          return text;
        });
      }
      return found;
    };

    for (const step of [2, 4]) {
      it(`by ${step} twice is as by ${step} once, and every line keeps its text`, async () => {
        let changed = 0;
        for (const [id, text] of await texts()) {
          const once = format(text, step);
          if (once !== text) changed += 1;
          assert.equal(format(once, step), once, id);
          assert.deepEqual(withoutIndents(once), withoutIndents(text), id);
        }
        assert.ok(changed > 20, `only ${changed} files were changed`);
      });

      it(`by ${step} they mean what they meant`, async () => {
        for (const each of real) {
          const request = requestOf(each);
          const [before, after] = [
            await load(request, (text) => text),
            await load(request, (text) => format(text, step)),
          ];
          assert.deepEqual(after.model, before.model, each.id);
          const codes = (result: LoadResult): readonly string[] =>
            result.findings.map(({ code, message }) => `${code} ${message}`);
          assert.deepEqual(codes(after), codes(before), each.id);
        }
      });
    }
  });
}
