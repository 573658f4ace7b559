import { assertAdvice } from '../draw-advice.ts';

describe('advice secret-in-environment', () => {
  it('underlines secrets whose value is in the file, and not what comes from elsewhere or is none', () =>
    assertAdvice(
      'secret-in-environment',
      `
services:
  a:
    image: nginx:1
    environment:
      POSTGRES_PASSWORD: hunter2
      ^^^^^^^^^^^^^^^^^ secret-in-environment
      API_KEY: \${API_KEY:-abc}
      ^^^^^^^ secret-in-environment
      DATABASE_URL: postgres://me:pass@db/x
      ^^^^^^^^^^^^ secret-in-environment
      OTHER_URL: postgres://db/x
      THIRD_URL: postgres://me:\${PASS-}@db/x
      POSTGRES_PASSWORD_FILE: /run/secrets/pw
      MYSQL_PASSWORD: \${MYSQL_PASSWORD-}
      MYSQL_ROOT_PASSWORD: \${MYSQL_ROOT_PASSWORD:-}
      MYSQL_ALLOW_EMPTY_PASSWORD: "yes"
      PUBLIC_API_KEY: abc
      TOKEN_TTL: 60
      EMPTY_TOKEN: ""
      HOME_TOKEN:
      PASSWORD: /run/secrets/pw
  b:
    image: nginx:1
    environment:
      - JWT_SECRET=abc
        ^^^^^^^^^^^^^^ secret-in-environment
      - SECRET
      - 'QUOTED_SECRET=abc'
        ^^^^^^^^^^^^^^^^^^^ secret-in-environment
      - HOME_SECRET=\${HOME}
      - HOST_SECRET
      - PWD=/srv
`,
    ));
});
