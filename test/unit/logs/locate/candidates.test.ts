import assert from 'node:assert/strict';
import { candidatesFor } from '../../../../server/src/logs/locate/candidates.ts';
import { containerLayers } from '../../../../server/src/logs/locate/container-layers.ts';
import { noLayers, type Layers } from '../../../../server/src/logs/locate/layers.ts';
import { parseProgramPath } from '../../../../server/src/logs/locate/program-path.ts';

const filesFor = (path: string, layers: Layers, sep = '/'): readonly string[] => {
  const named = parseProgramPath(path);
  return named === undefined ? [] : candidatesFor(named, layers, sep);
};

describe('the files that a path in a container may stand for', () => {
  it('are written as the host writes them', () => {
    const layers: Layers = {
      ...noLayers,
      over: [{ source: 'C:\\Users\\me\\shop\\src', target: '/app', hides: true }],
      workingDirs: ['/app'],
      roots: ['C:\\Users\\me\\shop'],
    };
    assert.deepEqual(filesFor('/app/lib/x.js', layers, '\\'), [
      'C:\\Users\\me\\shop\\src\\lib\\x.js',
    ]);
    assert.deepEqual(filesFor('lib/x.js', layers, '\\'), [
      'C:\\Users\\me\\shop\\src\\lib\\x.js',
      'C:\\Users\\me\\shop\\lib\\x.js',
    ]);
  });

  it('are those of a mount of everything, and of a folder that ends with a slash', () => {
    const layers: Layers = { ...noLayers, over: [{ source: '/host/', target: '/', hides: true }] };
    assert.deepEqual(filesFor('/a/x.js', layers), ['/host/a/x.js']);
  });

  it('are none above the folders that they are relative to', () => {
    const layers: Layers = { ...noLayers, workingDirs: ['/app'], roots: ['/host/shop'] };
    assert.deepEqual(filesFor('../secret.js', layers), []);
    assert.deepEqual(filesFor('a/../../secret.js', layers), []);
  });

  it('are told by the mounts of a container that no file declares', () => {
    const layers = containerLayers(
      [
        { kind: 'bind', source: '/home/me/shop', target: '/app', readOnly: false },
        { kind: 'volume', source: 'modules', target: '/app/lib', readOnly: false },
        { kind: 'bind', source: '/etc/hosts', target: '/etc/hosts', readOnly: true },
      ],
      '/app',
    );
    assert.deepEqual(filesFor('/app/x.js', layers), ['/home/me/shop/x.js']);
    assert.deepEqual(filesFor('x.js', layers), ['/home/me/shop/x.js']);
    assert.deepEqual(filesFor('/app/lib/x.js', layers), []);
    assert.deepEqual(filesFor('/etc/hosts', layers), []);
  });

  it('are looked for where an engine in a virtual machine has the host’s', () => {
    const at = (source: string): readonly string[] =>
      filesFor(
        '/app/x.js',
        containerLayers([{ kind: 'bind', source, target: '/app/', readOnly: false }], undefined),
      );
    assert.deepEqual(at('/host_mnt/Users/me'), ['/Users/me/x.js']);
    assert.deepEqual(at('/run/desktop/mnt/host/c/shop'), ['/c/shop/x.js', 'C:\\shop/x.js']);
  });
});
