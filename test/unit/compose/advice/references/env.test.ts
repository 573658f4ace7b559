import { assertEnvAdvice } from './draw-env.ts';

const compose = `
services:
  web:
    image: nginx:\${TAG:-1}
    environment:
      - PASSED
      - GREETING=$\{HELLO}
  debug:
    image: debug
    profiles: [debug]
`;

describe('advice unused-variable', () => {
  const env = `
TAG=2
PASSED=x
HELLO=hi \${NAME}
NAME=you
TAGS=3
^^^^ unused-variable
export OLD='
       ^^^ unused-variable
TAG=5'
COMPOSE_PROJECT_NAME=x
DOCKER_HOST=x
# LEFT=1
HTTP_PROXY=x
IN_SCRIPT=1
`;

  it('finds what no file uses, by its whole name', () =>
    assertEnvAdvice('unused-variable', env, {
      compose,
      besides: ['echo "$IN_SCRIPT"\n'],
    }));

  it('says nothing where something else may read the file', () =>
    assertEnvAdvice('unused-variable', 'OTHER=1\n', { compose, isForComposeOnly: false }));
});

describe('advice duplicate-variable', () => {
  it('finds the line that does not count', () =>
    assertEnvAdvice(
      'duplicate-variable',
      `
TAG=1
^^^ duplicate-variable
HELLO=1
TAG=2
`,
      { compose, isForComposeOnly: false },
    ));
});

describe('advice unknown-profile', () => {
  it('finds a profile that no service has', () =>
    assertEnvAdvice(
      'unknown-profile',
      `
COMPOSE_PROFILES=debug,debgu
                       ^^^^^ unknown-profile
`,
      { compose },
    ));

  it('says nothing of all profiles, or of one that another file of the folder knows', () =>
    assertEnvAdvice('unknown-profile', 'COMPOSE_PROFILES=*,debug,prod\n', {
      compose,
      besides: ['services: { web: { profiles: [prod] } }\n'],
    }));
});
