import assert from 'node:assert/strict';
import { disposeProjects, projectOf } from './project.ts';

describe('files that say what a service is', () => {
  afterEach(disposeProjects);

  it('the compose file is every service’s, also of those that mount it', async () => {
    const { plan } = await projectOf({
      'compose.yaml': `services:
  web: { image: a, volumes: ['.:/work'] }
  api: { image: a }
  off: { image: a, profiles: [x] }
`,
    });
    assert.deepEqual(plan('compose.yaml'), { web: 'recreate', api: 'recreate', off: 'recreate' });
  });

  it('an env or label file is the service’s that reads it', async () => {
    const { plan, rules, root } = await projectOf({
      'compose.yaml': `services:
  web:
    image: a
    env_file: [{ path: web.env, required: false }]
  api: { image: a, label_file: [./labels] }
`,
      labels: 'a=b',
    });
    assert.deepEqual(plan('web.env'), { web: 'recreate' });
    assert.deepEqual(plan('labels'), { api: 'recreate' });
    const rule = rules.find(({ path }) => path === `${root}/web.env`);
    assert.deepEqual(rule?.declaredAt, { path: `${root}/compose.yaml`, line: 4 });
    assert.match(rule.why, /^web\.env gives web its environment \(env_file\)/);
  });

  it('.env rebuilds what is built with arguments', async () => {
    const { plan } = await projectOf({
      'compose.yaml': `services:
  web: { build: { context: ., args: { A: "\${A:-1}" } } }
  api: { build: . }
`,
      Dockerfile: 'FROM a',
    });
    assert.deepEqual(plan('.env'), { web: 'rebuild', api: 'recreate' });
  });

  it('the compose file rebuilds what has its Dockerfile in it', async () => {
    const { plan, why } = await projectOf({
      'compose.yaml':
        'services: { web: { build: { dockerfile_inline: FROM a } }, api: { build: . } }',
    });
    assert.deepEqual(plan('compose.yaml'), { web: 'rebuild', api: 'recreate' });
    assert.equal(
      why('web', 'compose.yaml'),
      'compose.yaml says what web is, and has its Dockerfile',
    );
  });

  it('an included file is that of the services in it, and of those that use its networks', async () => {
    const { plan } = await projectOf({
      'compose.yaml': `include: [{ path: db/compose.yaml, env_file: db/defaults.env }, web/compose.yaml]
services: { api: { image: a, networks: [inner] }, base: { extends: { file: base.yaml, service: b } } }
`,
      'db/compose.yaml': 'services: { db: { image: a } }\nnetworks: { inner: {} }\n',
      'db/defaults.env': 'A=1',
      'web/compose.yaml': 'services: { web: { image: a } }\n',
      'base.yaml': 'services: { b: { image: a, command: x } }\n',
    });
    assert.deepEqual(plan('compose.yaml'), {
      web: 'recreate',
      db: 'recreate',
      api: 'recreate',
      base: 'recreate',
    });
    assert.deepEqual(plan('db/compose.yaml'), { db: 'recreate', api: 'recreate' });
    assert.deepEqual(Object.keys(plan('db/defaults.env')).includes('web'), false);
    assert.deepEqual(plan('web/compose.yaml', 'web/.env'), { web: 'recreate' });
    assert.deepEqual(plan('base.yaml'), { base: 'recreate' });
  });

  it('configs and secrets restart who reads them', async () => {
    const { plan, why } = await projectOf({
      'compose.yaml': `services:
  web: { image: a, configs: [settings], secrets: [key] }
  api: { image: a }
configs: { settings: { file: ./settings.json }, unused: { file: ./unused } }
secrets: { key: { file: ./key.txt } }
`,
      'settings.json': '',
      'key.txt': '',
    });
    assert.deepEqual(plan('settings.json', 'key.txt', 'unused'), { web: 'restart' });
    assert.match(why('web', 'key.txt') ?? '', /web has key\.txt as its secret "key"/);
  });
});
