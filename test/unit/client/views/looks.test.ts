import assert from 'node:assert/strict';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { ProjectItem, ServiceState } from '#shared/protocol/projects';
import { containerId, endpointId, projectId } from '#shared/protocol/ids';
import { containerRow } from '../../../../client/src/views/looks/container.ts';
import { engineRows } from '../../../../client/src/views/looks/engine.ts';
import { imageRows } from '../../../../client/src/views/looks/image.ts';
import { networkRow } from '../../../../client/src/views/looks/network.ts';
import { projectRow } from '../../../../client/src/views/looks/project.ts';
import { serviceRow } from '../../../../client/src/views/looks/service.ts';
import { volumeLabel } from '../../../../client/src/views/looks/volume.ts';
import { tellApart } from '../../../../client/src/views/tell-apart.ts';
import { aContainer, aNetwork, anImage, aProject, aService } from '../items.ts';

describe('the row of a container', () => {
  const look = (special: Partial<ContainerItem>) => containerRow(aContainer(special)).look;

  it('says state, ports and image, and nothing that ticks', () => {
    const { description, spoken, contextValue } = look({
      health: 'healthy',
      startedAtMs: 5,
      ports: [{ containerPort: 80, hostPort: 8080, protocol: 'tcp' }],
    });
    assert.equal(description, 'healthy · :8080→80 · node:24');
    assert.equal(spoken, 'shop-web-1, healthy · :8080→80 · node:24');
    assert.equal(contextValue, 'runningContainer;ports');
  });

  const cases: readonly [Partial<ContainerItem>, string, string | undefined][] = [
    [{ status: 'running' }, 'circle-large-filled', 'testing.iconPassed'],
    [{ health: 'healthy' }, 'pass-filled', 'testing.iconPassed'],
    [{ health: 'unhealthy' }, 'warning', 'problemsWarningIcon.foreground'],
    [{ health: 'starting' }, 'loading~spin', 'charts.yellow'],
    [{ status: 'paused' }, 'debug-pause', 'charts.yellow'],
    [{ status: 'exited', exitCode: 137 }, 'error', 'testing.iconFailed'],
    [{ status: 'exited', exitCode: 1 }, 'error', 'testing.iconFailed'],
    [{ status: 'exited', exitCode: 0 }, 'circle-large-outline', 'disabledForeground'],
    [{ status: 'exited', exitCode: 143 }, 'circle-large-outline', 'disabledForeground'],
    [
      { status: 'exited', exitCode: 137, stopAsked: true },
      'circle-large-outline',
      'disabledForeground',
    ],
    [{ status: 'created' }, 'circle-large-outline', undefined],
  ];
  for (const [special, icon, color] of cases) {
    it(`shows ${JSON.stringify(special)} as ${icon}`, () => {
      assert.equal(look(special).icon, icon);
      assert.equal(look(special).color, color);
    });
  }
});

describe('the row of a service', () => {
  it('stands for its only container', () => {
    const row = serviceRow(aProject(), aService());
    assert.deepEqual(row.children, []);
    assert.equal(row.look.contextValue, 'runningService;container;autoRestartOff');
  });

  it('has its containers below it when there are several', () => {
    const second = aContainer({ id: containerId.parse('2'), name: 'shop-web-2' });
    const row = serviceRow(aProject(), aService({ containers: [aContainer(), second] }));
    assert.deepEqual(
      row.children?.map(({ look }) => look.label),
      ['shop-web-1', 'shop-web-2'],
    );
    assert.equal(row.look.description, 'running · ×2');
    assert.equal(row.look.contextValue, 'runningService;autoRestartOff');
  });

  it('is grey and says so when it does not exist yet', () => {
    const service = aService({ state: 'absent', containers: [] });
    const { look } = serviceRow(aProject(), service);
    assert.deepEqual([look.icon, look.color], ['circle-large-outline', 'disabledForeground']);
    assert.equal(look.description, 'not created');
    assert.equal(look.spoken, 'web, not created');
  });

  it('says why it ended in place of that it ended, and both to a screen reader', () => {
    const { look } = serviceRow(aProject(), aService({ state: 'exited', reason: 'exit code 1' }));
    assert.equal(look.description, 'exit code 1');
    assert.equal(look.spoken, 'web, exited · exit code 1');
  });

  it('is calm when it was stopped, and red when it failed or was killed', () => {
    const ended = (exitCode: number, reason?: string) => {
      const why = reason === undefined ? {} : { reason };
      const containers = [aContainer({ status: 'exited', exitCode, ...why })];
      const { look } = serviceRow(aProject(), aService({ state: 'exited', containers, ...why }));
      return [look.icon, look.color, look.description];
    };
    const calm = ['circle-large-outline', 'disabledForeground', 'stopped'];
    assert.deepEqual(ended(0), calm);
    assert.deepEqual(ended(143, 'exit code 143 (SIGTERM)'), calm);
    assert.deepEqual(ended(1, 'exit code 1'), ['error', 'testing.iconFailed', 'exit code 1']);
    const killed = 'exit code 137 (SIGKILL)';
    assert.deepEqual(ended(137, killed), ['error', 'testing.iconFailed', killed]);
  });

  it('says that its file has changed', () => {
    const { look } = serviceRow(aProject(), aService({ drifted: true }));
    assert.equal(look.description, 'running · file changed');
  });
});

describe('the row of a project', () => {
  const services = (...states: ServiceState[]) =>
    states.map((state, index) => aService({ name: `s${index}`, state }));

  it('counts what runs of what should when it is partly running', () => {
    const project = aProject({
      state: 'partial',
      services: services('running', 'healthy', 'exited', 'completed', 'outside-profile'),
    });
    assert.equal(projectRow(project).look.description, '2 of 3 running');
  });

  it('says what is being done to it', () => {
    const { look } = projectRow(aProject({ busy: 'stop' }));
    assert.equal(look.description, 'stopping…');
    assert.equal(look.icon, 'loading~spin');
    assert.match(look.contextValue, /;busy/);
  });

  it('shows auto restart and where in the workspace it is', () => {
    const project = aProject({ autoRestart: true, directory: '/home/me/shop/apps/one' });
    assert.equal(projectRow(project).look.description, 'running · auto restart · apps/one');
  });

  it('names the services that restart when others do not, and marks those', () => {
    const project = aProject({
      services: [aService({ autoRestart: true }), aService({ name: 'db' })],
    });
    const row = projectRow(project);
    assert.equal(row.look.description, 'running · auto restart of web');
    assert.match(row.look.contextValue, /;autoRestartSome;/);
    assert.deepEqual(
      row.children?.map(({ look }) => look.description),
      ['running · auto restart', 'running'],
    );
  });

  it('shows where it lies when another has its name', () => {
    const one = aProject({ id: projectId.parse('1'), directory: '/home/ann/one/shop' });
    const two = aProject({ id: projectId.parse('2'), directory: 'C:\\two\\shop' });
    const other = aProject({ id: projectId.parse('3'), name: 'other' });
    const places = tellApart([one, two, other]);
    assert.deepEqual([...places.values()], ['one/shop', 'two/shop']);
    assert.equal(projectRow(one, places.get(one.id)).look.description, 'one/shop · running');
    const elsewhere: ProjectItem = { ...two };
    delete (elsewhere as { workspaceFolder?: string }).workspaceFolder;
    assert.equal(
      projectRow(elsewhere, places.get(two.id)).look.description,
      'two/shop · running · elsewhere',
    );
  });

  it('puts services with a profile into its folder, which is closed while not active', () => {
    const project = aProject({
      services: [
        aService(),
        aService({ name: 'adminer', profiles: ['debug'], state: 'outside-profile' }),
      ],
      profiles: [
        { name: 'debug', active: false },
        { name: 'unused', active: false },
      ],
    });
    const children = projectRow(project).children ?? [];
    assert.deepEqual(
      children.map(({ look }) => look.label),
      ['web', 'debug'],
    );
    assert.equal(children[1]?.look.contextValue, 'inactiveProfile');
    assert.equal(children[1].look.fold, 'closed');
    assert.match(children[1].children?.[0]?.look.contextValue ?? '', /^outsideProfileService;/);
  });

  it('gives no two rows the same id', () => {
    const project = aProject({ services: services('running', 'exited') });
    const ids = (projectRow(project).children ?? []).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('the rows of other things', () => {
  it('are one a name of an image', () => {
    const rows = imageRows(anImage({ tags: ['redis:7', 'redis:latest'] }));
    assert.deepEqual(
      rows.map(({ look }) => look.label),
      ['redis:7', 'redis:latest'],
    );
    assert.equal(rows[0]?.look.description, '4.86 MB');
  });

  it('name an image without a name by its id', () => {
    const [row] = imageRows(anImage({ tags: [], dangling: true }));
    assert.equal(row?.look.label, 'abababababab');
    assert.equal(row.look.contextValue, 'danglingImage');
  });

  it('tell the engine’s own networks from others', () => {
    assert.equal(networkRow(aNetwork({ builtIn: true })).look.contextValue, 'builtInNetwork');
    assert.equal(networkRow(aNetwork()).look.contextValue, 'customNetwork');
  });

  it('shorten the made-up name of a volume and no other', () => {
    assert.equal(volumeLabel('a'.repeat(64)), 'aaaaaaaaaaaa…');
    assert.equal(volumeLabel('shop_data'), 'shop_data');
  });

  it('explain an engine that cannot be used, with a command to copy', () => {
    const rows = engineRows({
      kind: 'broken',
      endpoint: {
        id: endpointId.parse('default'),
        label: 'Docker',
        address: 'unix:///var/run/docker.sock',
        status: { kind: 'ok' },
      },
      fault: {
        reason: 'permission',
        message: 'No permission.',
        remedy: 'Join the group.',
        command: 'sudo usermod -aG docker me',
      },
    });
    assert.deepEqual(
      rows.map(({ look }) => look.label),
      ['Docker', 'No permission.', 'Join the group.', 'sudo usermod -aG docker me'],
    );
    assert.equal(rows[3]?.look.command, 'hyperbox.engine.copyCommand');
  });
});
