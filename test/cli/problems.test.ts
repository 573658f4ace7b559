import assert from 'node:assert/strict';
import { folderOf, hb } from './hb.ts';

const files = {
  'broken.yaml': `services:
  web:
    image: web
    ports: ['80:http']
    imagee: twice
  db:
    image: db
    networks: [nowhere]
`,
  'syntax.yaml': 'services:\n  web:\n    image: "web\n',
  'warned.yaml': 'version: "3"\nservices: { web: { image: "a:${TAG}" } }\n',
  'sub/inner.yaml': 'services: { web: { imagee: x } }\n',
};

describe('what hb says of files', () => {
  let folder: string;
  let remove: () => Promise<void>;
  before(async () => {
    ({ folder, remove } = await folderOf(files));
  });
  after(() => remove());

  it('names every error with its place, and fails', async () => {
    const { code, stdout, stderr } = await hb(['-f', 'broken.yaml', 'config'], { cwd: folder });
    assert.equal(code, 1);
    assert.equal(stdout, '');
    const places = stderr
      .trimEnd()
      .split('\n')
      .map((line) => /^[^:]+:\d+:\d+: ./.exec(line) && line.split(': ')[0]);
    assert.deepEqual(places, ['broken.yaml:4:13', 'broken.yaml:5:5', 'broken.yaml:8:16']);
  });

  it('names the place of an error of syntax', async () => {
    const { code, stderr } = await hb(['-f', 'syntax.yaml', 'config', '-q'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stderr, /^syntax\.yaml:\d+:\d+: YAML syntax: /);
  });

  it('tells warnings in the same way, and does not fail', async () => {
    const { code, stdout, stderr } = await hb(['-f', 'warned.yaml', 'config', '--images'], {
      cwd: folder,
    });
    assert.equal(code, 0);
    assert.equal(stdout, 'a:\n');
    assert.match(stderr, /^warned\.yaml:1:1: warning: .*version/m);
    assert.match(stderr, /^warned\.yaml:2:\d+: warning: The "TAG" variable is not set/m);
  });

  it('writes paths as the user would', async () => {
    const { stderr } = await hb(['-f', 'sub/inner.yaml', 'config'], { cwd: folder });
    assert.match(stderr, /^sub\/inner\.yaml:1:/);
  });

  it('says that there is no file', async () => {
    const { code, stderr } = await hb(['-f', 'none.yaml', 'config'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stderr, /none\.yaml:1:1: .*no such file/);
  });

  it('does not start what is broken', async () => {
    const { code, stderr } = await hb(['-f', 'broken.yaml', 'up', '-d'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stderr, /^broken\.yaml:5:5: /m);
  });

  it('uses colours where it is told to, and never with NO_COLOR', async () => {
    const args = ['-f', 'broken.yaml', 'config'];
    const plain = await hb(args, { cwd: folder, env: { NO_COLOR: '1' } });
    const painted = await hb(['--ansi', 'always', ...args], { cwd: folder });
    assert.ok(!plain.stderr.includes('\u001b['));
    assert.ok(painted.stderr.includes('\u001b['));
  });

  for (const args of [
    ['--bad'],
    ['config', '--bad'],
    ['nope'],
    ['config', '--format', 'toml'],
    ['up', '--scale', 'web'],
  ]) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await hb(args, { cwd: folder });
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, /^error: /);
    });
  }

  it('prints its version and its help', async () => {
    const version = await hb(['--version'], { cwd: folder });
    assert.match(version.stdout, /^hb \d+\.\d+\.\d+\n$/);
    assert.equal(version.code, 0);
    const help = await hb(['up', '--help'], { cwd: folder });
    assert.match(help.stdout, /--scale <service=count>/);
    assert.equal(help.code, 0);
  });
});
