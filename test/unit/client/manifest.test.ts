import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { contextOf } from './menus.ts';

const read = async (name: string): Promise<string> =>
  readFile(fileURLToPath(new URL(`../../../${name}`, import.meta.url)), 'utf8');

interface MenuRow {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly icon?: string }[];
    readonly submenus: readonly { readonly id: string }[];
    readonly menus: Readonly<Record<string, readonly MenuRow[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const manifestText = await read('package.json');
const manifest = JSON.parse(manifestText) as Manifest;
const { contributes } = manifest;
const texts = JSON.parse(await read('package.nls.json')) as Readonly<Record<string, string>>;
const declared = new Set(contributes.commands.map(({ command }) => command));
const menu = (name: string): readonly MenuRow[] => contributes.menus[name] ?? [];

describe('the manifest', () => {
  it('has a text for each of its keys, and no text that nothing uses', () => {
    const used = new Set([...manifestText.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
    assert.deepEqual([...used].sort(), Object.keys(texts).sort());
  });

  it('puts only declared commands into menus, keys and welcomes', () => {
    const named = [
      ...Object.values(contributes.menus).flat(),
      ...contributes.keybindings,
      ...Object.values(texts).flatMap((text) =>
        [...text.matchAll(/\(command:(hyperbox\.[\w.]+)/g)].map(([, command]) => ({ command })),
      ),
    ].flatMap(({ command }) => command ?? []);
    const views = /^hyperbox\.views\.\w+\.focus$/;
    assert.deepEqual(
      named.filter((command) => !declared.has(command) && !views.test(command)),
      [],
    );
  });

  it('has a menu behind each submenu', () => {
    const rows = Object.values(contributes.menus).flat();
    const named = rows.flatMap(({ submenu }) => submenu ?? []);
    for (const { id } of contributes.submenus) {
      assert.ok(named.includes(id), id);
      assert.ok(menu(id).length > 0, id);
    }
    assert.equal(new Set(named).size, contributes.submenus.length);
  });

  it('uses icons that exist', async () => {
    const css = await read('node_modules/@vscode/codicons/dist/codicon.css');
    const icons = [...manifestText.matchAll(/\$\(([\w-]+)\)/g)].map(([, name]) => String(name));
    assert.deepEqual(
      icons.filter((name) => !css.includes(`.codicon-${name}:before`)),
      [],
    );
  });

  it('declares no setting that nothing reads', async () => {
    const reader = await Promise.all([
      read('client/src/settings/read-settings.ts'),
      read('client/src/settings/view-settings.ts'),
    ]).then((texts) => texts.join('\n'));
    const unread = Object.keys(contributes.configuration.properties).filter((key) => {
      const name = key.replace(/^hyperbox\./, '');
      // The language client reads the trace level by itself.
      return name !== 'trace.server' && !reader.includes(`read('${name}')`);
    });
    assert.deepEqual(unread, []);
  });

  it('asks for trust wherever the palette offers something that runs', () => {
    const open = [...declared].filter(
      (command) =>
        !menu('commandPalette').some(
          (row) =>
            row.command === command &&
            (row.when === 'false' || row.when?.startsWith('isWorkspaceTrusted') === true),
        ),
    );
    assert.deepEqual(open, ['hyperbox.showOutput']);
  });
});

const offered = (contextValue: string, group: RegExp): readonly string[] =>
  menu('view/item/context')
    .filter((row) => group.test(row.group ?? '') && contextOf(row.when ?? '', contextValue))
    .flatMap(({ command }) => command?.replace('hyperbox.', '') ?? []);

describe('the menu of a row', () => {
  const inline: readonly [string, readonly string[]][] = [
    ['stoppedProject;autoRestartOff;compose', ['projects.turnAutoRestartOn', 'projects.start']],
    ['runningProject;autoRestartOn;compose', ['projects.turnAutoRestartOff', 'projects.stop']],
    ['partialProject;autoRestartOff;compose', ['projects.turnAutoRestartOn', 'projects.start']],
    ['partialProject;autoRestartSome;compose', ['projects.turnAutoRestartOn', 'projects.start']],
    ['startingProject;busy;autoRestartOff;compose', ['projects.turnAutoRestartOn']],
    ['stoppedProject;autoRestartOff;running;containers', []],
    ['runningProject;autoRestartOff;running;containers', ['projects.stop']],
    ['absentService;declared', ['services.start']],
    ['healthyService;container;ports', ['services.stop']],
    ['healthyService;declared;autoRestartOn', ['services.turnAutoRestartOff', 'services.stop']],
    ['absentService;declared;autoRestartOff', ['services.turnAutoRestartOn', 'services.start']],
    ['runningReload;files', []],
    ['doneReload;files', ['reloads.again']],
    ['failedReload', ['reloads.again']],
    ['reloadFile', []],
    ['pausedService;container', ['containers.unpause']],
    ['exitedService;container', ['services.start']],
    ['outsideProfileService', ['services.start']],
    ['runningContainer;ports', ['containers.stop']],
    ['exitedContainer', ['containers.start']],
    ['pausedContainer', ['containers.unpause']],
    ['image', ['images.run']],
    ['volume', ['volumes.inspect']],
    ['builtInNetwork', ['networks.inspect']],
    ['inactiveProfile', ['profiles.activate']],
    ['activeProfile', ['profiles.deactivate']],
    ['brokenEngine', ['engine.select', 'engine.retry']],
  ];
  for (const [contextValue, commands] of inline) {
    it(`has the obvious verb for ${contextValue}`, () => {
      assert.deepEqual([...offered(contextValue, /^inline/)].sort(), [...commands].sort());
    });
  }

  it('offers to turn auto restart off also where it is on for some services only', () => {
    const verbs = offered('runningProject;autoRestartSome;compose', /^2_/);
    assert.ok(verbs.includes('projects.turnAutoRestartOn'));
    assert.ok(verbs.includes('projects.turnAutoRestartOff'));
    assert.deepEqual(
      offered('runningProject;autoRestartOff;running;containers', /./).filter((verb) =>
        /AutoRestart|explain/.test(verb),
      ),
      [],
      'nothing of it where no file declares the project',
    );
  });

  it('offers the logs of whatever is declared, whether it has a container or not', () => {
    for (const row of [
      'stoppedProject;autoRestartOff;compose',
      'runningProject;compose;containers',
    ])
      assert.ok(offered(row, /./).includes('projects.showLogs'), row);
    for (const row of [
      'absentService;declared',
      'outsideProfileService',
      'healthyService;container',
    ])
      assert.ok(offered(row, /./).includes('services.showLogs'), row);
    assert.equal(offered('invalidProject;compose', /./).includes('projects.showLogs'), false);
    assert.equal(offered('image', /./).includes('services.showLogs'), false);
    const noun = (row: string): readonly string[] =>
      menu('hyperbox.logs')
        .filter(({ when }) => contextOf(when ?? '', row))
        .flatMap(({ command }) => command ?? []);
    assert.deepEqual(noun('exitedContainer'), [
      'hyperbox.containers.showLogsInOutput',
      'hyperbox.containers.showLogsInTerminal',
    ]);
    assert.deepEqual(noun('absentService;declared'), [
      'hyperbox.services.showLogsInOutput',
      'hyperbox.services.showLogsInTerminal',
    ]);
  });

  it('opens files of a reload that has some', () => {
    assert.ok(offered('doneReload;files', /^1_/).includes('reloads.openFile'));
    assert.equal(offered('doneReload', /^1_/).includes('reloads.openFile'), false);
    assert.deepEqual(offered('reloadFile', /./), ['reloads.openFile']);
  });

  it('never offers to remove what cannot be removed', () => {
    assert.deepEqual(offered('builtInNetwork', /^3_/), []);
    assert.deepEqual(offered('absentService;declared', /^3_/), []);
    assert.deepEqual(offered('customNetwork', /^3_/), ['networks.remove']);
  });

  it('offers the verbs of a container on a service that is one container', () => {
    const verbs = offered('runningService;container;ports', /^[123]_/);
    for (const verb of ['openTerminal', 'inspect', 'pause', 'kill', 'remove', 'openInBrowser']) {
      assert.ok(verbs.includes(`containers.${verb}`), verb);
    }
    assert.equal(offered('runningService', /^1_/).includes('containers.openTerminal'), false);
  });
});
