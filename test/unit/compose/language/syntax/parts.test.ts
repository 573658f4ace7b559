import assert from 'node:assert/strict';
import { symbolsOf } from '../../../../../server/src/compose/language/symbols/symbols.ts';
import { anchorsOf } from '../../../../../server/src/compose/language/syntax/anchors.ts';
import { parseInParts } from '../../../../../server/src/compose/language/syntax/parts.ts';
import {
  entriesNear,
  entriesOf,
  entryAt,
  parseSyntax,
  type SyntaxEntry,
  type SyntaxFile,
} from '../../../../../server/src/compose/language/syntax/syntax.ts';
import { Source } from '../../../../../server/src/compose/yaml/source.ts';

const text = `# of a project
x-common: &common
  restart: always
name: parts

services:
  # the first
  web:
    <<: *common
    image: nginx # pinned elsewhere
    ports:
      - "80:80"
    command: |
      one

      two
  db: &db
    image: "postgres"
    depends_on: [web]
    environment: { A: 1, B: &b two }

  # the last
  copy:
    <<: *db
networks:
  front: {}
  back:
volumes: { data: {} }
`;

const sourceOf = (content: string): Source => new Source('/p/compose.yaml', content);
const inParts = (content: string, before?: SyntaxFile): SyntaxFile => {
  const file = parseInParts(sourceOf(content), before, { shortest: 1, large: 1 });
  assert.ok(file, 'not in parts');
  return file;
};

const plainEntry = ({ path, key, value }: SyntaxEntry): unknown => ({
  path,
  key: key?.range?.slice(0, 2),
  value: value?.range?.slice(0, 2),
});
const plainOf = (file: SyntaxFile): unknown => ({
  entries: entriesOf(file).map(plainEntry),
  symbols: symbolsOf(file).map(({ kind, role, name, origin: { start, end } }) => ({
    ...{ kind, role, name, start, end },
  })),
  anchors: anchorsOf(file).map(({ name, anchor, node, aliases }) => ({
    ...{ name, at: anchor?.start, node: node?.range?.slice(0, 2) },
    aliases: aliases.map(({ start }) => start),
  })),
  js: file.documents.map((document) => document.toJS() as unknown),
});

describe('a file that is read in parts', () => {
  it('says what it says as a whole', () => {
    assert.deepEqual(plainOf(inParts(text)), plainOf(parseSyntax(sourceOf(text))));
  });

  it('keeps what was not edited, and moves what stands behind the edit', () => {
    const before = inParts(text);
    const edited = text.replace('image: nginx', 'image: nginx:1.27');
    const after = inParts(edited, before);
    assert.deepEqual(plainOf(after), plainOf(parseSyntax(sourceOf(edited))));
    const kept = after.parts?.filter(({ part }) =>
      before.parts?.some((each) => each.part === part),
    );
    assert.equal(kept?.length, (after.parts?.length ?? 0) - 1);
    // The file before it is what it was.
    assert.deepEqual(plainOf(before), plainOf(parseSyntax(sourceOf(text))));
  });

  it('follows each key of a new service', () => {
    let file = inParts(text);
    const typed = 'cache:\n    image: redis\n';
    const at = text.indexOf('db: &db');
    for (let count = 1; count <= typed.length; count += 1) {
      const edited = `${text.slice(0, at)}${typed.slice(0, count)}\n  ${text.slice(at)}`;
      file = inParts(edited, file);
      const names = symbolsOf(file).filter(({ role }) => role === 'declaration');
      for (const name of ['web', 'db', 'copy', 'front', 'back', 'data'])
        assert.ok(
          names.some((each) => each.name === name),
          `${name} is lost after ${JSON.stringify(typed.slice(0, count))}`,
        );
    }
    assert.ok(entryAt(file, ['services', 'cache', 'image']));
  });

  it('keeps a mistake to the part that it is in', () => {
    const broken = inParts(text.replace('"80:80"', '"80:80'), inParts(text));
    assert.ok(broken.documents.some(({ errors }) => errors.length > 0));
    assert.ok(entryAt(broken, ['services', 'db', 'depends_on', 0]));
  });

  it('reads a file that it first sees broken as a whole', () => {
    const broken = text.replace('"80:80"', '"80:80');
    assert.equal(parseInParts(sourceOf(broken), undefined, { shortest: 1, large: 1 }), undefined);
  });

  it('reads a file with a mistake as a whole where that takes no time', () => {
    const broken = sourceOf(text.replace('"80:80"', '"80:80'));
    const limits = { shortest: 1, large: 20_000 };
    assert.equal(parseInParts(broken, inParts(text), limits), undefined);
  });

  it('finds an entry by its path and by its place without the rest', () => {
    const [parted, whole] = [inParts(text), parseSyntax(sourceOf(text))];
    for (const { path, key } of entriesOf(whole)) {
      const [a, b] = [entryAt(parted, path), entryAt(whole, path)];
      assert.deepEqual(a && plainEntry(a), b && plainEntry(b));
      const offset = key?.range?.[0];
      if (offset === undefined) continue;
      const near = entriesNear(parted, offset).map((each) => each.key?.range?.[0]);
      assert.ok(near.includes(offset), JSON.stringify(path));
    }
  });
});
