import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  detectEndpoints,
  listEndpoints,
  noEngineFault,
} from '../../../server/src/engines/detect.ts';
import type { EngineEnvironment } from '../../../server/src/engines/environment.ts';

interface Machine {
  readonly env?: Readonly<Record<string, string>>;
  readonly platform?: NodeJS.Platform;
  /** Paths and texts; a socket is a file without text. */
  readonly files?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
}

const machine = ({
  env = {},
  platform = 'linux',
  files = {},
  links = {},
}: Machine): EngineEnvironment => ({
  env,
  platform,
  homedir: '/home/ada',
  files: {
    exists: (path) => Promise.resolve(path in files || path in links),
    read: (path) => Promise.resolve(files[path]),
    names: (folder) =>
      Promise.resolve([
        ...new Set(
          Object.keys(files)
            .filter((path) => path.startsWith(`${folder}/`))
            .map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''),
        ),
      ]),
    resolve: (path) => Promise.resolve(links[path] ?? path),
  },
});

const found = async (setting: string, description: Machine): Promise<readonly string[]> => {
  const { candidates } = await detectEndpoints(machine(description), setting);
  return candidates.map((candidate) =>
    candidate.kind === 'fault'
      ? `${candidate.fault.reason}: ${candidate.fault.message}`
      : `${candidate.endpoint.id} ${candidate.endpoint.address}`,
  );
};

const context = (
  name: string,
  host: string,
  tls: Readonly<Record<string, string>> = {},
): Record<string, string> => {
  const digest = createHash('sha256').update(name).digest('hex');
  const contexts = '/home/ada/.docker/contexts';
  return {
    [`${contexts}/meta/${digest}/meta.json`]: JSON.stringify({
      Name: name,
      Endpoints: { docker: { Host: host, SkipTLSVerify: false } },
    }),
    ...Object.fromEntries(
      Object.entries(tls).map(([file, text]) => [`${contexts}/tls/${digest}/docker/${file}`, text]),
    ),
  };
};

const config = (text: unknown): Record<string, string> => ({
  '/home/ada/.docker/config.json': typeof text === 'string' ? text : JSON.stringify(text),
});
const sock = '/var/run/docker.sock';

describe('Detection of engines', () => {
  it('finds nothing on a bare machine, and says what to do', async () => {
    assert.deepEqual(await found('', {}), []);
    const fault = await noEngineFault(machine({ files: { '/usr/bin/dockerd': '' } }));
    assert.equal(fault.command, 'sudo systemctl start docker');
  });

  it('lets the setting win over the environment, and DOCKER_HOST over DOCKER_CONTEXT', async () => {
    const env = { DOCKER_HOST: 'tcp://a:2375', DOCKER_CONTEXT: 'b' };
    const files = { [sock]: '' };
    assert.deepEqual(await found('unix:///mine.sock', { env, files }), [
      'address:unix:///mine.sock unix:///mine.sock',
    ]);
    assert.deepEqual(await found('', { env, files }), ['docker-host tcp://a:2375']);
  });

  it('does not look further than a choice, broken or not', async () => {
    const files = { [sock]: '' };
    const [fault, ...rest] = await found('', { env: { DOCKER_HOST: 'nonsense' }, files });
    assert.match(fault ?? '', /^bad-address: DOCKER_HOST is "nonsense"/);
    assert.deepEqual(rest, []);
  });

  it('reads contexts, with their certificates', async () => {
    const files = context('far', 'tcp://far:2376', { 'ca.pem': 'CA', 'key.pem': 'KEY' });
    const { explicit, candidates } = await detectEndpoints(
      machine({ env: { DOCKER_CONTEXT: 'far' }, files }),
      '',
    );
    assert.equal(explicit, true);
    assert.deepEqual(candidates[0]?.endpoint, {
      id: 'context:far',
      label: 'Docker context far',
      address: 'tcp://far:2376',
      tls: { ca: 'CA', key: 'KEY', skipVerify: false },
    });
  });

  it('reads the certificates of DOCKER_CERT_PATH when they are asked for', async () => {
    const env = { DOCKER_HOST: 'tcp://h:1', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' };
    const { candidates } = await detectEndpoints(
      machine({ env, files: { '/certs/ca.pem': 'CA' } }),
      '',
    );
    assert.deepEqual(candidates[0]?.endpoint.tls, { ca: 'CA', skipVerify: false });
  });

  it('names a context that is not there', async () => {
    const [fault] = await found('', { env: { DOCKER_CONTEXT: 'gone' } });
    assert.match(
      fault ?? '',
      /^bad-address: DOCKER_CONTEXT is "gone", which is not a docker context/,
    );
  });

  it('takes the default socket for the context default', async () => {
    const files = { ...config({ currentContext: 'far' }), ...context('far', 'tcp://far:1') };
    assert.deepEqual(await found('', { env: { DOCKER_CONTEXT: 'default' }, files }), [
      'context:default unix:///var/run/docker.sock',
    ]);
  });

  it('tries the current context first and goes on from it', async () => {
    const files = {
      ...config({ currentContext: 'far' }),
      ...context('far', 'tcp://far:1'),
      [sock]: '',
    };
    assert.deepEqual(await found('', { files }), [
      'context:far tcp://far:1',
      'docker unix:///var/run/docker.sock',
    ]);
  });

  for (const text of ['{ not json', '[]', '{"currentContext": 7}']) {
    it(`tells of a configuration that is ${text}, and goes on`, async () => {
      const [fault, socket] = await found('', { files: { ...config(text), [sock]: '' } });
      assert.match(fault ?? '', /^bad-address: .*\/home\/ada\/\.docker\/config\.json/);
      assert.equal(socket, 'docker unix:///var/run/docker.sock');
    });
  }

  it('knows the sockets of Linux, in order', async () => {
    const paths = [
      '/home/ada/.lima/docker/sock/docker.sock',
      '/home/ada/.rd/docker.sock',
      '/home/ada/.colima/default/docker.sock',
      '/home/ada/.colima/work/docker.sock',
      '/run/user/1000/podman/podman.sock',
      '/run/podman/podman.sock',
      '/home/ada/.docker/desktop/docker.sock',
      '/run/user/1000/docker.sock',
      sock,
    ];
    const files = Object.fromEntries(paths.map((path) => [path, '']));
    const ids = await found('', { env: { XDG_RUNTIME_DIR: '/run/user/1000' }, files });
    assert.deepEqual(
      ids.map((text) => text.split(' ')[0]),
      [
        'docker',
        'docker-rootless',
        'docker-desktop',
        'podman',
        'podman-rootless',
        'colima:default',
        'colima:work',
        'rancher-desktop',
        'lima:docker',
      ],
    );
    const chosen = await found('colima:work', { files });
    assert.deepEqual(chosen, ['colima:work unix:///home/ada/.colima/work/docker.sock']);
  });

  it('knows the places of macOS, and takes a link to one for the same engine', async () => {
    const orb = '/home/ada/.orbstack/run/docker.sock';
    assert.deepEqual(
      await found('', {
        platform: 'darwin',
        env: { TMPDIR: '/tmp/x/' },
        files: { [orb]: '', '/tmp/x/podman/podman-machine-default-api.sock': '' },
        links: { [sock]: orb },
      }),
      [
        'docker unix:///var/run/docker.sock',
        'podman-machine unix:///tmp/x/podman/podman-machine-default-api.sock',
      ],
    );
  });

  it('knows the pipes of Windows', async () => {
    assert.deepEqual(
      await found('', { platform: 'win32', files: { '//./pipe/docker_engine': '' } }),
      ['docker-pipe npipe:////./pipe/docker_engine'],
    );
  });

  it('lists all contexts and sockets, whatever is chosen', async () => {
    const files = {
      ...context('one', 'tcp://one:1'),
      ...context('two', 'tcp://two:1'),
      [sock]: '',
    };
    const items = await listEndpoints(machine({ env: { DOCKER_HOST: 'tcp://h:1' }, files }), '');
    assert.deepEqual(
      items.map(({ endpoint }) => endpoint.id),
      ['docker-host', 'docker', 'context:one', 'context:two'],
    );
  });
});
