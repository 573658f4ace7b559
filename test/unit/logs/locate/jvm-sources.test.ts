import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { jvmCandidates } from '../../../../server/src/logs/locate/jvm-sources.ts';
import { TempTree } from '../../projects/temp-tree.ts';

describe('the file of a class', () => {
  const tree = new TempTree({
    'src/main/java/com/acme/App.java': '',
    'api/src/main/kotlin/com/acme/Api.kt': '',
    'api/src/test/java/com/acme/ApiTest.java': '',
    'App.java': '',
  });
  after(() => {
    tree.dispose();
  });
  const find = async (path: string): Promise<string | undefined> =>
    (await jvmCandidates(path, [tree.root]))
      .find((file) => existsSync(file))
      ?.replace(`${tree.root}/`, '');

  it('lies by its package where builds have their sources, of modules too', async () => {
    assert.equal(await find('com/acme/App.java'), 'src/main/java/com/acme/App.java');
    assert.equal(await find('com/acme/Api.kt'), 'api/src/main/kotlin/com/acme/Api.kt');
    assert.equal(await find('com/acme/ApiTest.java'), 'api/src/test/java/com/acme/ApiTest.java');
  });

  it('is not guessed without a package, nor of other languages', async () => {
    assert.equal(await find('App.java'), undefined);
    assert.equal(await find('com/acme/App.py'), undefined);
  });
});
