import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { openRegistry } from '../../support/registry.ts';
import { first, openLiveEditor, withCode, withoutCode, type LiveEditor } from './live-editor.ts';
import { listen } from './ports.ts';

describe('quick fixes of a compose file, with an engine', () => {
  let editor: LiveEditor;
  let text = '';
  before(async () => {
    editor = await openLiveEditor('fixes');
  });
  after(() => editor.dispose());
  afterEach(() => editor.close());

  const show = (shown: string): Promise<void> => {
    text = shown;
    return editor.show(shown);
  };

  /** Does what the action says, as an editor would. */
  const apply = async ({ edit, command }: CodeAction): Promise<void> => {
    if (command !== undefined) {
      await editor.server.connection.sendRequest('workspace/executeCommand', {
        command: command.command,
        arguments: command.arguments,
      });
    }
    const edits = edit?.changes?.[editor.uri] ?? [];
    if (edits.length === 0) return;
    const document = TextDocument.create(editor.uri, 'dockercompose', 0, text);
    await show(TextDocument.applyEdits(document, edits));
  };

  const fix = async (code: string, title: RegExp): Promise<void> => {
    const found = await editor.diagnostics(withCode(code));
    const actions = await editor.actionsFor(first(code, found));
    const action = actions.find((each) => title.test(each.title));
    assert(action !== undefined, actions.map((each) => each.title).join(', '));
    await apply(action);
    await editor.diagnostics(withoutCode(code));
  };

  for (const [form, of] of [
    ['short', (port: number) => `["127.0.0.1:${port}:80/tcp"]`],
    ['long', (port: number) => `[{ target: 80, published: "${port}", host_ip: 127.0.0.1 }]`],
  ] as const) {
    it(`takes another host port, in the ${form} form`, async () => {
      const { server, port } = await listen('127.0.0.1');
      try {
        await show(`services:\n  a:\n    image: x\n    ports: ${of(port)}\n`);
        await fix('host-port-held', /^Publish on host port \d+, which is free$/);
        assert(!text.includes(String(port)));
        assert(text.includes('127.0.0.1') && text.includes('80'));
      } finally {
        server.close();
      }
    });
  }

  it('makes the external network and the external volume', async () => {
    const { box } = editor;
    const name = box.name('made');
    await show(
      [
        'services: { a: { image: x, networks: [n], volumes: ["data:/data"] } }',
        `networks: { n: { external: true, name: ${name} } }`,
        `volumes: { data: { external: true, name: ${name} } }`,
        '',
      ].join('\n'),
    );
    try {
      await fix('external-network-absent', /^Create the network ".+" on the engine$/);
      await fix('external-volume-absent', /^Create the volume ".+" on the engine$/);
    } finally {
      await box.engine.networks.remove(name);
      await box.engine.volumes.remove(name);
    }
  });

  it('drops `external` where that was not meant', async () => {
    await show(
      'services:\n  a: { image: x, networks: [n] }\nnetworks:\n  n:\n    external: true\n',
    );
    await fix('external-network-absent', /^Remove `external`/);
    assert(!text.includes('external'));
  });

  it('leaves the names and addresses of others alone', async () => {
    const { box } = editor;
    const name = box.name('theirs');
    const [label = '', value = ''] = box.label.split('=');
    const labels = { [label]: value };
    const subnet = '10.213.77.0/28';
    await box.create({ name, command: ['true'] });
    await box.engine.networks.create({ name, labels, ipam: { config: [{ subnet }] } });
    await box.engine.volumes.create({ name, labels });
    await show(
      [
        'services:',
        '  a:',
        '    image: x',
        `    container_name: ${name}`,
        '    networks: [n]',
        '    volumes: ["data:/data"]',
        'networks:',
        '  n:',
        '    ipam:',
        '      config:',
        `        - subnet: ${subnet}`,
        'volumes:',
        '  data:',
        `    name: ${name}`,
        '',
      ].join('\n'),
    );
    await fix('container-name-taken', /^Remove `container_name`/);
    await fix('subnet-taken', /^Remove `ipam`/);
    await fix('resource-of-another', /^Say `external: true`$/);
    assert.match(text, /external: true/);
    assert.doesNotMatch(text, /subnet|container_name/);
  });

  it('limits to what the host has', async () => {
    await show('services:\n  a:\n    image: x\n    cpus: 4096\n');
    await fix('limit-above-host', /^Limit to the \d+ CPUs of the engine’s host$/);
    assert.doesNotMatch(text, /4096/);
  });

  it('lets an image be pulled that must not be, or pulls it for the platform that is wanted', async () => {
    await show('services:\n  a:\n    image: example.test/none\n    pull_policy: never\n');
    await fix('image-never-pulled', /^Remove `pull_policy`/);
    assert.doesNotMatch(text, /never/);
    const { image } = editor.box;
    await show(`services:\n  a:\n    image: ${image}\n    platform: linux/s390x\n`);
    const found = await editor.diagnostics(withCode('image-platform'));
    const [action] = await editor.actionsFor(first('image-platform', found));
    assert.equal(action?.title, `Pull ${image} for linux/s390x now`);
    assert.deepEqual(action.command?.arguments, [image, 'linux/s390x']);
  });

  it('says for which platform an image is that the engine has for another', async () => {
    const { box } = editor;
    const registry = await openRegistry({ bytes: 10, compressible: true, architecture: 's390x' });
    const image = `${registry.host}/${box.name('foreign')}:1`;
    try {
      await box.engine.images.pull(image, { onProgress: () => undefined });
      await show(`services:\n  a:\n    image: ${image}\n`);
      await fix('image-platform', /^Say `platform: linux\/s390x`$/);
      assert.match(text, /image: .+\n {4}platform: linux\/s390x\n/);
    } finally {
      await box.engine.images.remove(image);
      registry.dispose();
    }
  });

  it('pins an image whose version may be another tomorrow', async () => {
    const { box } = editor;
    const registry = await openRegistry({ bytes: 1000, compressible: true });
    const name = `${registry.host}/${box.name('floating')}`;
    try {
      await box.engine.images.pull(`${name}:1`, { onProgress: () => undefined });
      await box.engine.images.tag(`${name}:1`, `${name}:latest`);
      // What is said of the other tells that the engine is in sight.
      await show(`services:\n  a:\n    image: ${name}\n  b:\n    image: example.test/none:1\n`);
      await editor.diagnostics(withCode('image-absent'));
      await fix('image-not-pinned', /^Pin to the image on the engine/);
      assert.match(text, /@sha256:[0-9a-f]{64}\n/);
    } finally {
      await box.engine.images.remove(`${name}:latest`);
      await box.engine.images.remove(`${name}:1`);
      registry.dispose();
    }
  });

  it('pulls an image, and pins it to the digest that it then has', async () => {
    const { box } = editor;
    const registry = await openRegistry({ bytes: 1000, compressible: true });
    const image = `${registry.host}/${box.name('pulled')}:1`;
    try {
      await show(`services:\n  a:\n    image: ${image}\n`);
      await fix('image-absent', /^Pull .+ now$/);
      const actions = await editor.server.connection.sendRequest<readonly CodeAction[]>(
        'textDocument/codeAction',
        {
          textDocument: { uri: editor.uri },
          range: { start: editor.positionOf(image), end: editor.positionOf(image) },
          context: { diagnostics: [] },
        },
      );
      const pin = actions.find(({ title }) => title === 'Pin to the image on the engine');
      assert(pin !== undefined);
      await apply(pin);
      assert.match(text, /image: \S+:1@sha256:[0-9a-f]{64}\n/);
      await editor.diagnostics(withoutCode('image-absent'));
    } finally {
      await box.engine.images.remove(image);
      registry.dispose();
    }
  });

  it('says in words what could not be done', async () => {
    const shown = new Promise<string>((resolve) => {
      editor.server.connection.onNotification(
        'window/showMessage',
        ({ message }: { readonly message: string }) => {
          resolve(message);
        },
      );
    });
    await show('services:\n  a: { image: x }\n');
    await editor.server.connection.sendRequest('workspace/executeCommand', {
      command: 'hyperbox-language-server.createVolume',
      arguments: ['not a name!'],
    });
    assert.match(await shown, /not a name!/);
  });
});
