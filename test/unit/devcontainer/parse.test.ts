import assert from 'node:assert/strict';
import { parseDevcontainer } from '../../../server/src/devcontainer/parse.ts';

describe('devcontainer.json', () => {
  it('is read with comments, trailing commas and places', () => {
    const text = `{ // one
  "dockerComposeFile": ["a.yml", /* "x", */ "b.yml",],
  "service": "we\\u0062",
  "runServices": ["db", 3],
  "build": { "dockerfile": "D", "context": "..", "target": "dev" },
}`;
    const { composeFiles, service, runServices, build } = parseDevcontainer(text);
    assert.deepEqual(
      composeFiles.map((word) => [word.text, text.slice(word.start, word.end)]),
      [
        ['a.yml', 'a.yml'],
        ['b.yml', 'b.yml'],
      ],
    );
    assert.equal(service?.text, 'web');
    assert.equal(text.slice(service.start, service.end), 'we\\u0062');
    assert.deepEqual(
      runServices.map((word) => word.text),
      ['db'],
    );
    const { dockerfile, context, target } = build;
    assert.deepEqual([dockerfile?.text, context?.text, target?.text], ['D', '..', 'dev']);
  });

  it('may name one compose file, and a Dockerfile as it was done once', () => {
    const { composeFiles, build } = parseDevcontainer(
      '{"dockerComposeFile":"a.yml","dockerFile":"D","context":"."}',
    );
    assert.deepEqual([composeFiles[0]?.text, build.dockerfile?.text], ['a.yml', 'D']);
    assert.equal(build.context?.text, '.');
  });

  it('may be half a one, or none at all', () => {
    assert.equal(parseDevcontainer('{"service": "we').service?.text, 'we');
    const { start, end } = parseDevcontainer('{"service": "').service ?? {};
    assert.deepEqual([start, end], [13, 13]);
    for (const text of ['', '[]', '{', '{"dockerComposeFile":', '"x"', 'null', '{"build": 1}'])
      assert.deepEqual(parseDevcontainer(text).composeFiles, [], text);
  });
});
