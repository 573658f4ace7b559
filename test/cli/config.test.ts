import assert from 'node:assert/strict';
import { readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { folderOf, hb, oracle, type Ran } from './hb.ts';

const files = {
  'compose.yaml': `
name: shop
services:
  web:
    build: { context: ./web, args: { VERSION: '\${VERSION:-1}' } }
    ports: ['8080:80', '127.0.0.1:9000-9001:9000-9001/udp']
    environment:
      GREETING: 'hello \${WHO:-you}'
      PRICE: 'costs $$5'
      SWITCH: 'yes'
    depends_on: [db]
    volumes: ['./web:/app:ro', 'data:/data']
  db:
    image: 'postgres:\${PG:-16}'
    env_file: [db.env]
    healthcheck: { test: ['CMD', 'pg_isready'], interval: 90s }
    mem_limit: 1g
    networks: [back]
  adminer:
    image: adminer
    profiles: [tools]
  probe:
    image: probe
    profiles: [debug, tools]
networks:
  back: { internal: true }
volumes:
  data:
  unused:
x-team: web
`,
  'compose.prod.yaml': `
services:
  web:
    restart: always
    environment: { GREETING: production }
  db: { networks: !reset null }
`,
  '.env': 'WHO=world\nPG=15\n',
  'db.env': 'POSTGRES_USER=shop\n',
  'one.env': 'WHO=one\nPG=14\n',
  'two.env': 'PG=13\n',
  'elsewhere/base.yml': 'services: { a: { image: "a:${TAG:-none}", volumes: ["./x:/x"] } }\n',
  'root/.env': 'TAG=root\n',
  'web/Dockerfile': 'FROM scratch\n',
};

/** What comes before `config`, and what comes after it. */
const cases: readonly (readonly [name: string, before: string[], after: string[], env?: object])[] =
  [
    ['the files of the folder', [], []],
    ['several files', ['-f', 'compose.yaml', '-f', 'compose.prod.yaml'], []],
    ['a project name', ['-p', 'other'], []],
    ['an env file', ['--env-file', 'one.env'], []],
    ['several env files', ['--env-file', 'one.env', '--env-file', 'two.env'], []],
    ['env files of a variable', [], [], { COMPOSE_ENV_FILES: 'one.env,two.env' }],
    ['files of a variable', [], [], { COMPOSE_FILE: 'compose.yaml:compose.prod.yaml' }],
    ['variables of the environment', [], [], { WHO: 'shell' }],
    ['a profile', ['--profile', 'tools'], []],
    ['several profiles', ['--profile', 'tools', '--profile', 'debug'], []],
    ['all profiles', ['--profile', '*'], []],
    ['a project directory', ['-f', 'elsewhere/base.yml', '--project-directory', 'root'], []],
    ['a project directory alone', ['--project-directory', 'elsewhere/..'], []],
    ['one service', [], ['db']],
    ['a service and what it needs', [], ['web']],
    ['a service of a profile', [], ['adminer']],
    ['no interpolation', [], ['--no-interpolate']],
  ];

describe('hb config', () => {
  let folder: string;
  let remove: () => Promise<void>;
  before(async () => {
    ({ folder, remove } = await folderOf(files));
  });
  after(() => remove());

  const both = async (args: readonly string[], env: object = {}): Promise<[Ran, Ran]> => {
    const options = { cwd: folder, env: env as NodeJS.ProcessEnv };
    const results = await Promise.all([hb(args, options), oracle(args, options)]);
    for (const { code, stderr } of results) assert.equal(code, 0, stderr);
    return results;
  };

  for (const [name, before, after, env] of cases) {
    it(`prints the JSON that Compose prints for ${name}`, async () => {
      const args = [...before, 'config', '--format', 'json', ...after];
      const [ours, theirs] = await both(args, env);
      assert.deepEqual(JSON.parse(ours.stdout), JSON.parse(theirs.stdout));
    });

    it(`prints the same YAML for ${name}`, async () => {
      const [ours, theirs] = await both([...before, 'config', ...after], env);
      assert.deepEqual(parse(ours.stdout), parse(theirs.stdout));
    });
  }

  for (const list of [
    '--services',
    '--volumes',
    '--networks',
    '--images',
    '--profiles',
    '--hash=*',
    '--hash=db',
  ]) {
    it(`prints the list that Compose prints with ${list}`, async () => {
      const [ours, theirs] = await both(['config', list]);
      const sorted = ({ stdout }: Ran): string[] => stdout.split('\n').sort();
      assert.deepEqual(sorted(ours), sorted(theirs));
    });
  }

  it('goes by the name of the folder that the shell went by, as Compose does', async () => {
    const link = `${folder}-link`;
    await symlink(folder, link);
    for (const said of [link, folder, tmpdir(), join(folder, 'missing')]) {
      const options = { cwd: link, env: { PWD: said } };
      const args = ['config', '--format', 'json'];
      const [ours, theirs] = await Promise.all([hb(args, options), oracle(args, options)]);
      assert.deepEqual(JSON.parse(ours.stdout), JSON.parse(theirs.stdout), said);
    }
    await rm(link);
  });

  it('prints nothing when quiet', async () => {
    const { code, stdout, stderr } = await hb(['config', '-q'], { cwd: folder });
    assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: '', stderr: '' });
  });

  it('writes to a file', async () => {
    const { stdout } = await hb(['config', '--services', '-o', 'out.txt'], { cwd: folder });
    assert.equal(stdout, '');
    assert.equal(await readFile(join(folder, 'out.txt'), 'utf8'), 'db\nweb\n');
  });

  it('finds the files of a folder above', async () => {
    const options = { cwd: join(folder, 'web') };
    const { stdout } = await hb(['config', '--services'], options);
    assert.equal(
      stdout,
      (await oracle(['config', '--services'], options)).stdout
        .split('\n')
        .sort()
        .join('\n')
        .trimStart() + '\n',
    );
  });

  it('says which service there is not', async () => {
    const { code, stderr } = await hb(['config', 'nope'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stderr, /There is no service "nope" in "shop"/);
  });
});
