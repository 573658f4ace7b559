import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { toConfig } from '../../../server/src/compose/config.ts';
import { readTextFile } from '../../../server/src/compose/files/read-text.ts';
import { entryStart } from '../../../server/src/compose/language/edits/place.ts';
import { rewritesAt } from '../../../server/src/compose/language/rewrites/index.ts';
import type { Rewrite } from '../../../server/src/compose/language/rewrites/rewrite.ts';
import { entriesOf, parseSyntax } from '../../../server/src/compose/language/syntax/syntax.ts';
import type { LoadRequest, LoadResult } from '../../../server/src/compose/load-contract.ts';
import { loadCompose } from '../../../server/src/compose/load.ts';
import { Source } from '../../../server/src/compose/yaml/source.ts';
import { corpusFolder, readCorpus } from './corpus.ts';

/** Of each kind of rewrite in each file; all of them take minutes. */
const sample = 1;

const corpus = await readCorpus(corpusFolder(process.env));

if (corpus === undefined) {
  console.log('No compose corpus (HYPERBOX_CORPUS): rewrites are tested on small texts only.');
} else {
  describe('rewrites of real compose files', function () {
    this.timeout(300_000);
    it('leave what the project means as it was', async () => {
      const seen = new Set<string>();
      const wrong: string[] = [];
      for (const { cwd, files } of corpus.real) {
        const directory = join(corpus.folder, cwd);
        const request = { directory, files, environment: { HOME: '/home/user' } };
        const meant = meaningOf(await loadCompose(request));
        for (const path of files.map((file) => resolve(directory, file))) {
          if (meant === undefined || seen.has(path)) continue;
          seen.add(path);
          const text = await readTextFile(path);
          for (const rewrite of sampleOf(rewritesIn(path, text))) {
            const after = meaningOf(await loadWith(request, path, applied(text, rewrite)));
            if (!isDeepStrictEqual(after, meant)) wrong.push(`${path}: ${rewrite.title}`);
          }
        }
      }
      assert.ok(seen.size > 100);
      assert.deepEqual(wrong, []);
    });
  });
}

/** What `config` prints, without the fields that are there to be pointed at. */
function meaningOf({ model }: LoadResult): unknown {
  if (model === undefined) return undefined;
  const shown = Object.entries(toConfig(model)).filter(([key]) => !key.startsWith('x-'));
  return JSON.parse(JSON.stringify(Object.fromEntries(shown)));
}

function rewritesIn(path: string, text: string): readonly Rewrite[] {
  const file = parseSyntax(new Source(path, text));
  return entriesOf(file).flatMap((entry) => rewritesAt(file, entryStart(entry)));
}

/** The same kinds of rewrites have the same words around the names. */
function sampleOf(rewrites: readonly Rewrite[]): readonly Rewrite[] {
  const byKind = Map.groupBy(rewrites, ({ title }) => title.replaceAll(/`[^`]*`/g, ''));
  return [...byKind.values()].flatMap((all) => {
    const step = Math.max(1, Math.floor(all.length / sample));
    return all.filter((_, index) => index % step === step - 1);
  });
}

function applied(text: string, { edits }: Rewrite): string {
  return TextDocument.applyEdits(TextDocument.create('', '', 0, text), [...edits]);
}

function loadWith(request: LoadRequest, path: string, text: string): Promise<LoadResult> {
  return loadCompose(request, (each) =>
    each === path ? Promise.resolve(text) : readTextFile(each),
  );
}
