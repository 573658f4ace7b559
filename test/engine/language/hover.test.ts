import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { composeLabels } from '../../support/compose-labels.ts';
import { cleanUp } from '../../support/engine.ts';
import { openLiveEditor, withCode, type LiveEditor } from './live-editor.ts';

describe('hover on a compose file, with an engine', () => {
  let editor: LiveEditor;
  before(async () => {
    editor = await openLiveEditor('hover');
  });
  after(() => editor.dispose());
  afterEach(async () => {
    await editor.close();
    await cleanUp(editor.box.engine, editor.box.label);
  });

  /** The engine is looked at once a compose file is open: what it has is seen by what is said of it. */
  const show = async (text: string): Promise<void> => {
    await editor.show(`${text}  absent:\n    image: example.test/not-here\n`);
    await editor.diagnostics(withCode('image-absent'));
  };

  const start = (service: string, command: readonly string[]) =>
    editor.box.run({
      command,
      labels: composeLabels(editor.project, service),
    });

  it('says of a service how its containers are', async () => {
    const { box } = editor;
    await start('webserver', ['sleep', '1000']);
    await box.engine.containers.wait(await start('migration', ['sh', '-c', 'exit 3']));
    await show(
      `services:\n  webserver:\n    image: ${box.image}\n    depends_on: [migration]\n  migration:\n    image: ${box.image}\n`,
    );
    assert.match(await editor.hover('webserver'), /has been running for \d+ seconds?/);
    const other = await editor.hover('[migration]');
    assert.match(other, /```YAML\nmigration:/);
    assert.match(other, /---\n\n- `.+` ended \d+ seconds? ago: exit code 3/);
    assert.match(await editor.hover('absent'), /No container of this service/);
  });

  it('says of an image what it is, also where variables make its name', async () => {
    const { box } = editor;
    const tag = `${box.name('image')}:1`;
    await box.engine.images.build(
      {
        context: dirname(editor.path),
        dockerfileInline: [
          `FROM ${box.image}`,
          'EXPOSE 8080 53/udp',
          'USER 1000',
          'HEALTHCHECK CMD wget -q localhost:8080',
          'CMD ["httpd", "-f"]',
          '',
        ].join('\n'),
        tags: [tag],
      },
      () => undefined,
    );
    try {
      await show(`services:\n  a:\n    image: ${tag}\n  b:\n    image: \${TAG:-${tag}}\n`);
      const expected = [
        /on the engine: [\d.]+ MB · linux\/\w+ · made \d+ \w+ ago/,
        /- Ports: 53\/udp, 8080\/tcp/,
        /- User: `1000`/,
        /- Health check: `wget -q localhost:8080`/,
        /- Command: `httpd -f`/,
      ];
      for (const word of [`image: ${tag}`, `\${TAG:-${tag}}`]) {
        const text = await editor.hover(word);
        for (const each of expected) assert.match(text, each);
      }
      assert.match(await editor.hover('example.test/not-here'), /is not on the engine/);
    } finally {
      await box.engine.images.remove(tag);
    }
  });

  it('says of a network and a volume whose they are and who uses them', async () => {
    const { box } = editor;
    const name = box.name('thing');
    const [label = '', value = ''] = box.label.split('=');
    const labels = { [label]: value, 'com.docker.compose.project': 'somebody' };
    await box.engine.networks.create({ name, labels });
    await box.engine.volumes.create({ name, labels });
    await box.run({
      ...{ name: `${name}-user`, command: ['sleep', '1000'], networkMode: name },
      mounts: [{ kind: 'volume', source: name, target: '/data' }],
    });
    await show('services:\n');
    await editor.show(
      [
        'services:',
        `  a: { image: ${box.image}, networks: [front], volumes: ["store:/data"] }`,
        'networks:',
        `  front: { external: true, name: ${name} }`,
        'volumes:',
        `  store: { external: true, name: ${name} }`,
        '',
      ].join('\n'),
    );
    for (const word of ['[front]', '"store']) {
      const text = await editor.hover(word);
      assert.match(text, new RegExp(`\`${name}\` on the engine: (bridge|local)`));
      assert.match(text, /- Made by: project `somebody`/);
      assert.match(text, new RegExp(`- Used by: \`${name}-user\``));
    }
  });
});
