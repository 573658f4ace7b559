import assert from 'node:assert/strict';
import { transformSync } from 'esbuild';
import {
  inlineMap,
  mapAddressOf,
  sourceOf,
} from '../../../../server/src/logs/locate/source-map.ts';

const source = `type Count = number;

export const half = (count: Count): Count => {
  if (count % 2 === 1)
    throw new Error('odd');
  return count / 2;
};
half(3);
`;

describe('the source of a generated line', () => {
  const { code, map } = transformSync(source, {
    loader: 'ts',
    sourcemap: 'external',
    sourcefile: '../src/half.ts',
  });
  const thrown = code.split('\n').findIndex((line) => line.includes('throw')) + 1;

  it('is told by the map, with and without a column', () => {
    assert.deepEqual(sourceOf(map, { line: thrown, column: 11 }), {
      source: '../src/half.ts',
      line: 5,
      column: 11,
    });
    assert.equal(sourceOf(map, { line: thrown })?.line, 5);
    assert.equal(sourceOf(map, { line: thrown, column: 1 })?.line, 5);
  });

  it('is in the folder that the map names', () => {
    const rooted = JSON.stringify({ ...(JSON.parse(map) as object), sourceRoot: '/work/app' });
    assert.equal(sourceOf(rooted, { line: thrown })?.source, '/work/app/../src/half.ts');
    const bundled = map.replace('../src/half.ts', 'webpack://shop/./src/half.ts');
    const both = JSON.stringify({ ...(JSON.parse(bundled) as object), sourceRoot: '/work/app/' });
    assert.equal(sourceOf(both, { line: thrown })?.source, 'webpack://shop/./src/half.ts');
  });

  it('is none of a line without a mapping, nor of a map that is none', () => {
    assert.equal(sourceOf(map, { line: 1000, column: 1 }), undefined);
    for (const text of [
      '',
      '{',
      'null',
      '{"version":3}',
      '{"version":3,"mappings":"A!","sources":[null]}',
    ])
      assert.equal(sourceOf(text, { line: 1 }), undefined, text);
  });

  it('is read behind what keeps a map from being run', () => {
    assert.equal(sourceOf(`)]}'\n${map}`, { line: thrown })?.line, 5);
  });

  it('has its map at the end of the generated file', () => {
    assert.equal(mapAddressOf(`${code}//# sourceMappingURL=half.js.map\n`), 'half.js.map');
    assert.equal(mapAddressOf(`a{}\n/*# sourceMappingURL=half.css.map */`), 'half.css.map');
    assert.equal(mapAddressOf(code), undefined);
    assert.equal(mapAddressOf(`x = 'sourceMappingURL=no'`), undefined);
    const inline = transformSync(source, { loader: 'ts', sourcemap: 'inline', sourcefile: 'a.ts' });
    const address = mapAddressOf(inline.code);
    const text = address && inlineMap(address);
    assert.equal(text && sourceOf(text, { line: thrown })?.source, 'a.ts');
  });
});
