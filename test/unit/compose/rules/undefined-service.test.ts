import { assertDrawing } from '../draw.ts';

describe('rule undefined-service', () => {
  it('follows depends_on, links, volumes_from and shared namespaces', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    depends_on: [db]
                 ^^ undefined-service
  b:
    image: nginx
    links:
      - cache:redis
        ^^^^^^^^^^^ undefined-service
    volumes_from: [store:ro]
                   ^^^^^^^^ undefined-service
    ipc: service:shared
         ^^^^^^^^^^^^^^ undefined-service
  c:
    image: nginx
    depends_on:
      other:
      ^^^^^ undefined-service
        condition: service_started
`);
  });

  it('lets an optional dependency be in an inactive profile, but not a required one', async () => {
    await assertDrawing(`
services:
  a:
    image: nginx
    depends_on:
      debug: { condition: service_started, required: false }
  b:
    image: nginx
    depends_on: [debug]
                 ^^^^^ undefined-service
  debug:
    image: nginx
    profiles: [debug]
`);
  });
});
