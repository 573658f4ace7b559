import { assertAdvice } from '../draw-advice.ts';

const waiter = `
  web:
    image: web
    depends_on:
      migrate: { condition: service_completed_successfully }
`;

describe('advice one-shot-restarts', () => {
  it('warns of a service that never stays ended though one waits for that', async () => {
    await assertAdvice(
      'one-shot-restarts',
      `
services:
  migrate:
    image: migrate
    restart: unless-stopped
    ^^^^^^^ one-shot-restarts
  seed:
    image: seed
    restart: "no"
    deploy:
      restart_policy:
        condition: any
        ^^^^^^^^^ one-shot-restarts
  worker:
    image: worker
    depends_on:
      seed:
        condition: service_completed_successfully
${waiter}`,
    );
  });

  it('says nothing of one that is tried again until it succeeds, or that nobody waits for so', async () => {
    await assertAdvice(
      'one-shot-restarts',
      `
services:
  migrate:
    image: migrate
    restart: on-failure:3
  db:
    image: db
    restart: always
  seed:
    image: seed
    restart: always
    deploy: { restart_policy: { condition: on-failure } }
  other:
    image: other
    depends_on:
      db: { condition: service_started }
      seed: { condition: service_completed_successfully }
${waiter}`,
    );
  });
});

describe('advice one-shot-health', () => {
  it('warns of waiting for the health of what ends', async () => {
    await assertAdvice(
      'one-shot-health',
      `
services:
  migrate:
    image: migrate
    healthcheck: { test: "true" }
  worker:
    image: worker
    depends_on:
      migrate:
        condition: service_healthy
        ^^^^^^^^^ one-shot-health
${waiter}`,
    );
  });

  it('says nothing of what runs on', async () => {
    await assertAdvice(
      'one-shot-health',
      `
services:
  db:
    image: db
    healthcheck: { test: "true" }
  migrate:
    image: migrate
    depends_on: { db: { condition: service_healthy } }
${waiter}`,
    );
  });
});

describe('advice one-shot-started', () => {
  it('tells of one that does not wait where another does', async () => {
    await assertAdvice(
      'one-shot-started',
      `
services:
  migrate:
    image: migrate
  worker:
    image: worker
    depends_on: [migrate]
                 ^^^^^^^ one-shot-started
${waiter}`,
    );
  });

  it('says nothing where something else waits in its stead, or only its volumes are needed', async () => {
    await assertAdvice(
      'one-shot-started',
      `
services:
  migrate:
    image: migrate
  worker:
    image: worker
    depends_on: [migrate, web]
  files:
    image: files
    volumes_from: [migrate]
${waiter}`,
    );
  });
});
