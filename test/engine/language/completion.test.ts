import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import type { CompletionItem, CompletionList, TextEdit } from 'vscode-languageserver';
import { openLiveEditor, withCode, type LiveEditor } from './live-editor.ts';
import { listen } from './ports.ts';

describe('completion in a compose file, with an engine', () => {
  let editor: LiveEditor;
  let image: string;
  const absent = '\n  absent:\n    image: example.test/not-here\n';

  before(async () => {
    editor = await openLiveEditor('complete');
    const { box } = editor;
    image = `${box.name('image')}:1`;
    await box.engine.images.build(
      {
        context: dirname(editor.path),
        dockerfileInline: `FROM ${box.image}\nEXPOSE 80 4567 53/udp\n`,
        tags: [image],
      },
      () => undefined,
    );
    await editor.show(`services:${absent}`);
    await editor.diagnostics(withCode('image-absent'));
  });
  after(async () => {
    await editor.box.engine.images.remove(image);
    await editor.dispose();
  });

  /** Where `|` stands. */
  const offered = async (marked: string): Promise<readonly CompletionItem[]> => {
    const before = marked.slice(0, marked.indexOf('|')).split('\n');
    await editor.show(marked.replace('|', ''));
    const list = await editor.server.connection.sendRequest<CompletionList | null>(
      'textDocument/completion',
      {
        textDocument: { uri: editor.uri },
        position: { line: before.length - 1, character: before.at(-1)!.length },
      },
    );
    return list?.items ?? [];
  };
  const newText = ({ textEdit }: CompletionItem): string => (textEdit as TextEdit).newText;

  it('offers the images that are there, by tag', async () => {
    const items = await offered('services:\n  a:\n    image: |\n');
    const item = items.find(({ label }) => label === image);
    assert.match(item?.detail ?? '', /MB, made \d+ \w+ ago/);
  });

  it('offers a free host port for each port that the image listens on', async () => {
    const { server, port } = await listen();
    try {
      const text = (ports: string): string =>
        `services:\n  a:\n    image: ${image}\n    ports:\n      - ${ports}\n`;
      const published = (items: readonly CompletionItem[]): readonly string[] =>
        items.filter(({ detail }) => /^(\d+ is free|to \d+)$/.test(detail ?? '')).map(newText);
      const offers = published(await offered(text('|')));
      assert.deepEqual(
        offers.map((each) => each.replace(/^"\d+:/, '')),
        ['53/udp"', '80"', '4567"'],
      );
      assert.deepEqual(published(await offered(text('"9999:|"'))).toSorted(), [
        '9999:4567',
        '9999:53/udp',
        '9999:80',
      ]);
      const alone = published(
        await offered(`services:\n  a:\n    image: other\n    ports:\n      - ${port}|\n`),
      );
      assert.match(alone[0] ?? '', new RegExp(`^"\\d+:${port}"$`));
      assert.notEqual(alone[0], `"${port}:${port}"`);
    } finally {
      server.close();
    }
  });

  it('offers one for each port that the Dockerfile of a build exposes', async () => {
    const items = await offered(
      [
        'services:',
        '  a:',
        '    build:',
        '      dockerfile_inline: "FROM scratch\\nEXPOSE 4711/udp\\n"',
        '    ports:',
        '      - |',
        '',
      ].join('\n'),
    );
    const [item] = items.filter(({ detail }) => (detail ?? '').endsWith(' is free'));
    assert.match(item?.label ?? '', /^47\d\d:4711\/udp$/);
  });

  it('offers a free port in the long form, whichever item of the list it is', async () => {
    const [item] = await offered(
      `services:\n  a:\n    image: other\n    ports:\n      - target: 81\n      - target: 7654\n        published: |\n`,
    );
    assert.match(item?.label ?? '', /^76\d\d$/);
  });

  it('offers networks and volumes of the engine, as external ones', async () => {
    const { box } = editor;
    const name = box.name('shared');
    const [label = '', value = ''] = box.label.split('=');
    const labels = { [label]: value };
    await editor.show(
      [
        'services: { a: { image: other, networks: [n], volumes: ["data:/data"] } }',
        `networks: { n: { external: true, name: ${name} } }`,
        `volumes: { data: { external: true, name: ${name} } }`,
        '',
      ].join('\n'),
    );
    await editor.diagnostics(withCode('external-network-absent'));
    await box.engine.networks.create({ name, labels });
    await box.engine.volumes.create({ name, labels });
    await editor.diagnostics((found) =>
      found.every(({ code }) => !String(code).startsWith('external-')),
    );
    const keys = await offered(`services: {}\nnetworks:\n  |\n`);
    const item = keys.find((each) => each.label === name);
    assert.equal(item && newText(item), `${name}:\n    external: true`);
    assert.equal(
      keys.some((each) => each.label === 'bridge'),
      false,
    );
    const names = await offered(`services: {}\nvolumes:\n  v:\n    external: true\n    name: |\n`);
    assert(names.some((each) => each.label === name));
    const own = await offered(`services: {}\nvolumes:\n  v:\n    name: |\n`);
    assert(!own.some((each) => each.label === name));
  });
});
