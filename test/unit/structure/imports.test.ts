import assert from 'node:assert/strict';
import { layerOf, owners } from './layers.ts';
import { readSources, type SourceFile, type SourceImport } from './source-imports.ts';

describe('the structure of the source', () => {
  let sources: readonly SourceFile[];
  let imports: readonly SourceImport[];

  before(async () => {
    sources = await readSources();
    imports = sources.flatMap((source) => source.imports);
    assert.ok(imports.length > 100, 'the sources were found');
  });

  it('leans one way only', () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      const [source, target] = [layerOf(from), layerOf(to)];
      if (!source || !target || source === target) return false;
      if (source.mayImport.includes(target.name)) return false;
      return !(typeOnly && source.mayImportTypesOf?.includes(target.name));
    });
    assert.deepEqual(wrong.map(describeImport), []);
  });

  it('has one driver know nothing of another', () => {
    const driver = (path: string): string | undefined =>
      /engines\/(?!endpoints\/)([\w-]+)\//.exec(path)?.[1];
    const wrong = imports.filter(
      ({ from, to }) => driver(from) && driver(to) && driver(from) !== driver(to),
    );
    assert.deepEqual(wrong.map(describeImport), []);
  });

  it('has one owner for each library', () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      const owner = owners[to];
      return owner !== undefined && !typeOnly && !owner.test(from);
    });
    assert.deepEqual(wrong.map(describeImport), []);
  });

  it('has every file in a layer', () => {
    assert.deepEqual(
      sources.filter(({ path }) => !layerOf(path)).map(({ path }) => path),
      [],
    );
  });

  it('has the system watch files for hot reload only, which knows how', () => {
    const asks = /import \{[^}]*\b(?:watch|watchFile)\b[^}]*\} from 'node:fs(?:\/promises)?'/;
    const wrong = sources.filter(
      ({ path, text }) => asks.test(text) && !path.startsWith('server/src/reload/'),
    );
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });

  it('reads the environment in main.ts only', () => {
    const wrong = sources.filter(
      ({ path, text }) =>
        !/^(server|cli)\/src\/main\.ts$/.test(path) && /\bprocess\.env\b/.test(text),
    );
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });
});

const describeImport = ({ from, to, typeOnly }: SourceImport): string =>
  `${from} -> ${to}${typeOnly ? ' (type)' : ''}`;
