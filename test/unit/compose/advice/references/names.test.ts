import { assertAdvice } from '../draw-advice.ts';

describe('advice profile-dependency', () => {
  it('warns of what its own profile does not bring in', async () => {
    await assertAdvice(
      'profile-dependency',
      `
services:
  app:
    image: app
    profiles: [test, debug]
    depends_on: [lib, db]
                 ^^^ profile-dependency
  lib:
    image: lib
    profiles: [test]
  db:
    image: db
  shell:
    image: shell
    profiles: [debug]
    network_mode: service:lib
                  ^^^^^^^^^^^ profile-dependency
`,
    );
  });

  it('says nothing of what is in all of them, in none, or not required', async () => {
    await assertAdvice(
      'profile-dependency',
      `
services:
  app:
    image: app
    profiles: [debug]
    depends_on:
      lib: { condition: service_started }
      db: { condition: service_started }
      tool: { condition: service_started, required: false }
  lib:
    image: lib
    profiles: [debug, test]
  db:
    image: db
  tool:
    image: tool
    profiles: [tools]
`,
    );
  });
});

describe('advice shared-alias', () => {
  it('tells of a name that two services have on a network', async () => {
    await assertAdvice(
      'shared-alias',
      `
services:
  db:
    image: db
  replica:
    image: db
    container_name: db
    ^^^^^^^^^^^^^^ shared-alias
  a:
    image: a
    networks:
      default:
      back:
        aliases: [cache, queue]
  b:
    image: b
    networks:
      default:
        aliases: [queue, replica]
                         ^^^^^^^ shared-alias
      back:
        aliases:
          - cache
            ^^^^^ shared-alias
networks: { back: {} }
`,
    );
  });

  it('says nothing of one name on two networks, or of one service by two names', async () => {
    await assertAdvice(
      'shared-alias',
      `
services:
  a:
    image: a
    container_name: aa
    networks:
      front: { aliases: [aa, api] }
  b:
    image: b
    networks:
      back: { aliases: [api, aa] }
  c:
    image: c
    network_mode: none
    container_name: web
networks: { back: {}, front: {} }
`,
    );
  });
});

describe('advice inherited-profile', () => {
  it('tells of a service that is left out because of the one that it extends', async () => {
    await assertAdvice(
      'inherited-profile',
      `
services:
  base:
    image: base
    profiles: [never]
  web:
  ^^^ inherited-profile
    extends: base
`,
    );
  });

  it('says nothing of profiles of its own, of a template, or taken back', async () => {
    await assertAdvice(
      'inherited-profile',
      `
x-debug: &debug
  profiles: [debug]
services:
  base:
    image: base
    profiles: [never]
  own:
    extends: base
    profiles: [own]
  shell:
    <<: *debug
    image: shell
  web:
    extends: base
    profiles: !reset []
`,
    );
  });
});
