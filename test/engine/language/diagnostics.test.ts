import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { messageOf } from '../../../server/src/compose/language/fixes/fix.ts';
import { composeLabels } from '../../support/compose-labels.ts';
import { cleanUp } from '../../support/engine.ts';
import { openLiveEditor, said, withCode, withoutCode, type LiveEditor } from './live-editor.ts';
import { freePort, listen } from './ports.ts';

describe('advice on compose files, with an engine', () => {
  let editor: LiveEditor;
  before(async () => {
    editor = await openLiveEditor('language');
  });
  after(() => editor.dispose());
  afterEach(async () => {
    await editor.close();
    await cleanUp(editor.box.engine, editor.box.label);
  });

  it('comes and goes with a container that takes a host port', async () => {
    const { box } = editor;
    const port = await freePort();
    const text = `services:\n  web:\n    image: ${box.image}\n    ports: ["${port}:80"]\n`;
    await editor.show(text);
    await editor.diagnostics(withoutCode('host-port-held'));
    const name = box.name('holder');
    const id = await box.run({
      ...{ name, command: ['sleep', '1000'], networkMode: 'bridge' },
      ports: [{ containerPort: 80, protocol: 'tcp', hostPort: String(port) }],
    });
    await editor.diagnostics((found) =>
      found.some((each) => messageOf(each).includes(`is held by container ${name}.`)),
    );
    await box.engine.containers.remove(id, { force: true });
    await editor.diagnostics(withoutCode('host-port-held'));
  });

  it('names the process that has a host port', async function () {
    if (process.platform !== 'linux') this.skip();
    const { server, port } = await listen();
    try {
      await editor.show(`services:\n  web:\n    image: x\n    ports: ["${port}:80"]\n`);
      const held = await editor.diagnostics(withCode('host-port-held'));
      assert.match(
        said('host-port-held', held),
        new RegExp(`held by process .+ \\(pid ${process.pid}\\)`),
      );
    } finally {
      server.close();
    }
  });

  it('goes when what was missing is made: an image, a network, a volume', async () => {
    const { box } = editor;
    const name = box.name('thing');
    const image = `${name}:1`;
    await editor.show(
      [
        `services: { web: { image: "${image}", networks: [n], volumes: ["data:/data"] } }`,
        `networks: { n: { external: true, name: ${name} } }`,
        `volumes: { data: { external: true, name: ${name} } }`,
        '',
      ].join('\n'),
    );
    const codes = ['image-absent', 'external-network-absent', 'external-volume-absent'];
    await editor.diagnostics((found) => codes.every((code) => withCode(code)(found)));
    const [label = '', value = ''] = box.label.split('=');
    const labels = { [label]: value };
    try {
      await box.engine.images.tag(box.image, image);
      await box.engine.networks.create({ name, labels });
      await box.engine.volumes.create({ name, labels });
      await editor.diagnostics((found) => codes.every((code) => withoutCode(code)(found)));
    } finally {
      await box.engine.images.remove(image);
    }
    await editor.diagnostics(withCode('image-absent'));
  });

  it('knows whether an image brings a health check', async () => {
    const { box } = editor;
    const text = (image: string): string =>
      [
        'services:',
        `  db: { image: "${image}" }`,
        `  web: { image: "${box.image}", depends_on: { db: { condition: service_healthy } } }`,
        '',
      ].join('\n');
    await editor.show(text('example.test/not-here'));
    const unsure = await editor.diagnostics(withCode('healthy-without-healthcheck'));
    assert.match(said('healthy-without-healthcheck', unsure), /unless its image/);
    await editor.show(text(box.image));
    // An engine that takes its time is not waited for.
    await editor.diagnostics((found) =>
      found.some((each) => messageOf(each).includes('neither here nor in its image')),
    );
    const tag = `${box.name('healthy')}:1`;
    await box.engine.images.build(
      {
        context: dirname(editor.path),
        dockerfileInline: `FROM ${box.image}\nHEALTHCHECK CMD true\n`,
        tags: [tag],
      },
      () => undefined,
    );
    try {
      await editor.show(text(tag));
      await editor.diagnostics(withoutCode('healthy-without-healthcheck'));
    } finally {
      await box.engine.images.remove(tag);
    }
  });

  it('tells of a running container that is not what the file says, as it is typed', async () => {
    const { box } = editor;
    const text = `services:\n  web:\n    image: ${box.image}\n    command: sleep 1000\n    network_mode: none\n`;
    const [label = '', value = ''] = box.label.split('=');
    await editor.show(text);
    await box.run({
      command: ['sleep', '1000'],
      labels: {
        [label]: value,
        ...composeLabels(editor.project, 'web'),
        'com.docker.compose.config-hash': 'of something else',
      },
    });
    const found = await editor.diagnostics(withCode('container-differs'));
    assert.match(said('container-differs', found), /its definition changed/);
    await editor.show(text.replace('1000', '2000'));
    const changed = await editor.diagnostics(withCode('container-differs'));
    assert.match(said('container-differs', changed), /command: sleep 1000 → sleep 2000/);
  });
});

describe('a compose file in a workspace that is not trusted', () => {
  it('is judged without the engine, until it is trusted', async () => {
    const editor = await openLiveEditor('untrusted', { trusted: false });
    try {
      await editor.show(
        'services: { web: { image: not-here, networks: [hyperbox-not-here, m] } }\nnetworks: { hyperbox-not-here: { external: true } }\n',
      );
      const found = await editor.diagnostics(withCode('undefined-network'));
      assert(withoutCode('external-network-absent')(found));
      assert.equal((await editor.hover('not-here')).includes('engine'), false);
      await editor.server.grantTrust();
      await editor.show(
        'services: { web: { image: not-here, networks: [hyperbox-not-here] } }\nnetworks: { hyperbox-not-here: { external: true } }\n',
      );
      await editor.diagnostics(withCode('external-network-absent'));
    } finally {
      await editor.dispose();
    }
  });
});
