import { assertDrawing } from '../draw.ts';

describe('the schema', () => {
  it('points at unknown keys and wrong types, each at its own place', async () => {
    await assertDrawing(`
service:
^^^^^^^ schema-unknown-key
  web: {}
services:
  web:
    image: nginx
    environment:
      A: [1]
      ^ schema
    ports:
      - targt: 80
        ^^^^^ schema-unknown-key
        ^^^^^^^^^ invalid-item
    healthcheck:
      cmd: x
      ^^^ schema-unknown-key
    pull_policy: sometimes
    ^^^^^^^^^^^ schema
`);
  });

  it('keeps the alternative that comes closest', async () => {
    await assertDrawing(`
services:
  web:
    image: nginx
    depends_on:
      db: { condition: soon }
            ^^^^^^^^^ schema
    ulimits:
      nofile: { soft: 1 }
      ^^^^^^ schema
  db:
    image: nginx
`);
  });

  it('judges what variables make, not what they are', async () => {
    await assertDrawing(`
services:
  web:
    image: nginx
    cpu_shares: \${SHARES:-5}
    privileged: \${PRIVILEGED:-true}
    deploy: { replicas: "\${N:-two}" }
                        ^^^^^^^^^^^ interpolation-cast
`);
  });
});
