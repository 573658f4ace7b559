import assert from 'node:assert/strict';
import { explainRules } from '../../../server/src/reload/explain.ts';
import { disposeProjects, projectOf } from './rules/project.ts';

const files = {
  'compose.yaml': `services:
  api:
    build: ./api
  web:
    image: a
    command: npm run dev
    volumes: [./web:/app]
    develop:
      watch:
        - { path: ./web/etc, action: sync+exec, target: /etc/web, exec: { command: reload } }
`,
  'api/Dockerfile': `FROM node
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY *.js ./
COPY . .
`,
  'api/.dockerignore': 'node_modules\n',
};

describe('rules as people read them', () => {
  afterEach(disposeProjects);

  it('stand in the order in which they are asked, each once', async () => {
    const { rows } = await projectOf(files);
    assert.deepEqual(rows('api'), [
      'api recreate ./.env',
      'api recreate ./compose.yaml',
      'api rebuild ./api/Dockerfile',
      'api rebuild ./api/.dockerignore',
      'api rebuild ./api',
      'api rebuild ./api',
      'api sync+restart ./api → /app',
      'api sync+restart ./api → /app',
    ]);
    assert.deepEqual(rows().length, 8 + 3);
  });

  it('say why in a sentence, and what is left out', async () => {
    const { rules } = await projectOf(files);
    assert.deepEqual(
      explainRules(rules, { service: 'api' })
        .slice(2)
        .map(({ why, except }) => [why, ...except]),
      [
        ['api is built by Dockerfile.'],
        ['.dockerignore says what api is not built from.'],
        [
          'api is built from package*.json, and "RUN npm ci" comes after its copy.',
          'everything but package*.json',
          'node_modules (.dockerignore)',
        ],
        [
          'api is built from *.js/, and where the image has it is not certain.',
          'everything but *.js/',
          'node_modules (.dockerignore)',
        ],
        [
          'the image of api has ./api at /app, and its process is not known to watch its files.',
          'node_modules (.dockerignore)',
        ],
        [
          'the image of api has *.js at /app, and its process is not known to watch its files.',
          'everything but *.js',
          'node_modules (.dockerignore)',
        ],
      ],
    );
  });

  it('say where they are written', async () => {
    const { rules, root } = await projectOf(files);
    const last = explainRules(rules, { service: 'web' }).at(-1);
    assert.deepEqual(last, {
      service: 'web',
      action: 'sync+exec',
      path: `${root}/web/etc`,
      origin: 'develop',
      why: 'develop.watch says to copy ./web/etc, and to run "reload", and a bind mount brings it already: nothing is copied.',
      except: [],
      declaredAt: { path: `${root}/compose.yaml`, line: 10 },
    });
  });
});
