import { assertDrawing } from '../draw.ts';

describe('rule undefined-resource', () => {
  it('points at each name that is not declared', async () => {
    await assertDrawing(`
services:
  web:
    image: nginx
    networks: [front, back]
                      ^^^^ undefined-network
    volumes:
      - data:/data
        ^^^^^^^^^^ undefined-volume
      - { type: volume, source: more, target: /more }
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ undefined-volume
    secrets: [password]
              ^^^^^^^^ undefined-secret
    configs: [settings]
              ^^^^^^^^ undefined-config
    models: [llm]
             ^^^ undefined-model
    ^^^^^^ no-effect
  built:
    build:
      context: /
      secrets: [token]
                ^^^^^ undefined-build-secret
networks:
  front:
`);
  });

  it('accepts what is declared, and anonymous volumes', async () => {
    await assertDrawing(`
services:
  web:
    image: nginx
    volumes: [data:/data, /cache]
    secrets: [password]
volumes:
  data:
secrets:
  password: { environment: PASSWORD }
`);
  });
});
