import { assertNone, assertRewrite, whole } from './rewritten.ts';

describe('rewrites: short and long forms', () => {
  it('write a port long, with its comment', () =>
    assertRewrite(
      'Write this port in the long form',
      '    ports:\n      - "127.0.0.1:‸8080:80/udp" # web\n      - "81:81"\n',
      '    ports:\n      - target: 80\n        published: "8080"\n        host_ip: 127.0.0.1\n        protocol: udp # web\n      - "81:81"\n',
    ));
  it('write all ports of a service long, also in brackets', () =>
    assertRewrite(
      'Write all ports of the service in the long form',
      '    po‸rts: ["8080:80", 81]\n',
      '    ports: [{ target: 80, published: "8080" }, { target: 81 }]\n'.replaceAll('{ ', '{ '),
    ));
  it('write a port short', () =>
    assertRewrite(
      'Write this port in the short form',
      '    ports:\n      - target: 80‸\n        published: "8080"\n        protocol: tcp\n        mode: ingress\n      - 81\n',
      '    ports:\n      - "8080:80"\n      - 81\n',
    ));
  it('keep the default of a variable', () =>
    assertRewrite(
      'Write this port in the long form',
      '    ports:\n      - ‸${PORT:-8080}:80\n',
      '    ports:\n      - target: 80\n        published: ${PORT:-8080}\n',
    ));
  it('do not write a port long that is several, or that a variable may make so', () => {
    assertNone(/port/, '    ports:\n      - "‸8000-8001:80-81"\n');
    assertNone(/port/, '    ports:\n      - "‸${PORT}:80"\n');
  });
  it('do not write a port short that has a name', () => {
    assertNone(/short/, '    ports:\n      - target: 80‸\n        name: web\n');
    assertNone(/short/, '    ports:\n      - target: 80‸ # why\n        published: "1"\n');
  });
  it('write a mount long with what its short form implies', () =>
    assertRewrite(
      'Write this mount in the long form',
      '    volumes:\n      - ./a:/a‸:ro\n',
      '    volumes:\n      - type: bind\n        source: ./a\n        target: /a\n        read_only: true\n        bind:\n          create_host_path: true\n',
    ));
  it('write a mount of a volume long, and back', async () => {
    const volumes = '        volume: {}\n';
    const short = '    volumes:\n      - data:/a‸\nvolumes:\n  data:\n';
    const long = `    volumes:\n      - type: volume\n        source: data\n        target: /a\n${volumes}volumes:\n  data:\n`;
    await assertRewrite('Write this mount in the long form', short, long);
    await assertRewrite(
      'Write this mount in the short form',
      long.replace('type', 'ty‸pe'),
      short.replace('‸', ''),
    );
  });
  it('do not write a mount short that makes no folder on the host', () => {
    assertNone(
      /mount/,
      '    volumes:\n      - type: bind‸\n        source: ./a\n        target: /a\n',
    );
  });
  it('write dependencies as a mapping, and back', async () => {
    const rest = '  db:\n    image: b:1\n';
    await assertRewrite(
      'Write the dependencies as a mapping',
      `    depends_on:\n      # first\n      - db‸ # the database\n${rest}`,
      `    depends_on:\n      # first\n      db:\n        condition: service_started # the database\n${rest}`,
    );
    await assertRewrite(
      'Write the dependencies as a list',
      `    depends_on:\n      db‸:\n        condition: service_started\n${rest}`,
      `    depends_on:\n      - db\n${rest}`,
    );
    assertNone(/list/, `    depends_on:\n      db‸:\n        condition: service_healthy\n${rest}`);
  });
  it('write the environment as a mapping, between its comments', () =>
    assertRewrite(
      'Write the environment as a mapping',
      '    environment:\n    - A=1 # one\n    # two\n    - B=x=y\n    - "C="\n    - HOME‸\n    tty: true\n',
      '    environment:\n      A: "1" # one\n    # two\n      B: x=y\n      C: ""\n      HOME:\n    tty: true\n',
    ));
  it('write the environment as a list', () =>
    assertRewrite(
      'Write the environment as a list',
      '    environment:\n      A‸: 1 # one\n      B: "a: b"\n      C: true\n      HOME:\n',
      '    environment:\n      - A=1 # one\n      - "B=a: b"\n      - C=true\n      - HOME\n',
    ));
  it('write an environment in brackets in the other brackets', () =>
    assertRewrite(
      'Write the environment as a mapping',
      '    environment: [A=1, "B=x, y"]‸\n',
      '    environment: { A: "1", B: "x, y" }\n',
    ));
  it('leave an environment that is merged, or has a text of several lines', () => {
    assertNone(/environment/, '    environment:\n      <<: *e\n      A‸: 1\n');
    assertNone(/environment/, '    environment:\n      A‸: |\n        x\n');
  });
  it('write networks as a mapping, and back', async () => {
    const rest = 'networks:\n  a:\n';
    await assertRewrite(
      'Write the networks as a mapping',
      `    networks:\n      - a‸\n${rest}`,
      `    networks:\n      a:\n${rest}`,
    );
    await assertRewrite(
      'Write the networks as a list',
      `    networks:\n      a‸:\n${rest}`,
      `    networks:\n      - a\n${rest}`,
    );
  });
  it('write build as a mapping, and back', async () => {
    await assertRewrite(
      'Write `build` as a mapping',
      '    build: ./a‸ # here\n',
      '    build:\n      context: ./a # here\n',
    );
    await assertRewrite(
      'Write `build` in the short form',
      '    build:\n      context: ./a‸\n',
      '    build: ./a\n',
    );
    assertNone(/build/, '    build:\n      context: ./a‸\n      target: x\n');
  });
  it('write one value as a list, and back', async () => {
    const list = '    dns:\n      - 192.0.2.1\n';
    await assertRewrite('Write the DNS server as a list', '    dns: ‸192.0.2.1\n', list);
    await assertRewrite(
      'Write the DNS server in the short form',
      list.replace('1\n', '1‸\n'),
      '    dns: 192.0.2.1\n',
    );
  });
  it('write no env file short that may be missing', () => {
    assertNone(/short/, '    env_file:\n      - path: a.env‸\n        required: false\n');
  });
  it('write a secret long, and short again', async () => {
    const rest = 'secrets:\n  s:\n    environment: S\n';
    await assertRewrite(
      'Write this secret in the long form',
      `    secrets:\n      - s‸\n${rest}`,
      `    secrets:\n      - source: s\n${rest}`,
    );
    await assertRewrite(
      'Write this secret in the short form',
      `    secrets:\n      - source: s‸\n${rest}`,
      `    secrets:\n      - s\n${rest}`,
    );
  });
  it('offer nothing outside of what has two forms', () => {
    assertNone(/form|list|mapping/, 'na‸me: x\n', whole);
  });
});
