import { assertAdvice } from '../draw-advice.ts';

const Dockerfile = `FROM a AS base
EXPOSE 53/udp
FROM base
ARG PORT=3000
EXPOSE $PORT 9000-9002
`;

describe('advice port-not-exposed', () => {
  it('names a port beside those that the stage exposes', () =>
    assertAdvice(
      'port-not-exposed',
      `
services:
  a:
    build: .
    ports:
      - "80:3000"
      - "81:8080"
        ^^^^^^^^^ port-not-exposed
      - "9001:9001"
      - "54:54/udp"
        ^^^^^^^^^^^ port-not-exposed
`,
      { texts: { Dockerfile } },
    ));

  it('says nothing without EXPOSE of the protocol, where a port is not known, or is exposed here', async () => {
    const drawing = `
services:
  a:
    build: .
    expose: ["8080"]
    ports: ["81:8080"]
  b:
    build: { context: ., target: base }
    ports: ["81:80"]
  c:
    image: d
    ports: ["81:80"]
`;
    await assertAdvice('port-not-exposed', drawing, { texts: { Dockerfile } });
    await assertAdvice('port-not-exposed', drawing.replace('["8080"]', '[]'), {
      texts: { Dockerfile: 'FROM a\nEXPOSE 80 $UNKNOWN\n' },
    });
  });
});
