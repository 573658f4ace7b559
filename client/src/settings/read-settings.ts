import { readRuleLevels } from '#shared/rule-levels';
import { defaultSettings, type Settings } from '#shared/protocol/workspace';
import { describeBadRuleLevels } from './bad-rule-levels.ts';
import { lensSettings, type LensChoice } from './lens-settings.ts';
import { describeBadPortRange, parsePortRange } from './port-range.ts';
import { describeBadPort, parsePort } from './port.ts';
import { readMountedFiles, readPatterns } from './reload-settings.ts';

/** What `WorkspaceConfiguration.get` does, without VS Code. */
export type ReadSetting = (key: string) => unknown;

export interface SettingsReading {
  readonly settings: Settings;
  /** What is wrong with a value that was replaced by its default. */
  readonly problems: readonly SettingsProblem[];
}

export interface SettingsProblem {
  /** `hyperbox.ports.range`. */
  readonly setting: string;
  readonly message: string;
}

/** What else there is in the editor that settings are about. */
export interface Beside {
  /** Another extension's lenses start services and projects. */
  readonly startLenses: boolean;
}

/** Settings files are written by hand: any value may be of any type. */
export const readSettings = (read: ReadSetting, beside: Beside): SettingsReading => {
  const range = text(read('ports.range'));
  const portsRange = range === '' ? defaultSettings.portsRange : parsePortRange(range);
  const port = parsePort(read('metrics.port'));
  const rules = readRuleLevels(read('compose.rules'));
  const mounted = readMountedFiles(read('reload.services'));
  const ignored = readPatterns(read('reload.ignore'));
  const { logs } = defaultSettings;
  return {
    settings: {
      engine: text(read('engine')),
      portsRange: portsRange ?? defaultSettings.portsRange,
      autoRestart: flag(read('autoRestart'), defaultSettings.autoRestart),
      reload: {
        services: mounted.actions,
        ignore: ignored.patterns,
        poll: flag(read('reload.poll'), defaultSettings.reload.poll),
      },
      composeDiagnostics: flag(read('compose.diagnostics'), defaultSettings.composeDiagnostics),
      composeRules: rules.levels,
      composeLenses: lensSettings(choice(read('compose.codeLens')), {
        startsShownElsewhere: beside.startLenses,
        usage: flag(read('metrics.codeLens'), false),
      }),
      logs: {
        keepBytes: times(read('logs.keepMegabytes'), 1024 * 1024, logs.keepBytes),
        keepMs: times(read('logs.keepDays'), dayMs, logs.keepMs),
      },
      metrics: {
        port: port ?? defaultSettings.metrics.port,
        otlp: flag(read('metrics.otlp'), defaultSettings.metrics.otlp),
      },
      startTimeoutMs: seconds(read('start.timeout'), defaultSettings.startTimeoutMs),
      pullIdleTimeoutMs: seconds(read('pull.idleTimeout'), defaultSettings.pullIdleTimeoutMs),
    },
    problems: [
      ...(portsRange === undefined
        ? [{ setting: 'hyperbox.ports.range', message: describeBadPortRange(range) }]
        : []),
      ...(port === undefined
        ? [{ setting: 'hyperbox.metrics.port', message: describeBadPort(read('metrics.port')) }]
        : []),
      ...describeBadRuleLevels(rules.wrong).map((message) => ({
        setting: 'hyperbox.compose.rules',
        message,
      })),
      ...mounted.wrong.map((message) => ({ setting: 'hyperbox.reload.services', message })),
      ...ignored.wrong.map((message) => ({ setting: 'hyperbox.reload.ignore', message })),
    ],
  };
};

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const choice = (value: unknown): LensChoice => (value === 'on' || value === 'off' ? value : 'auto');

const flag = (value: unknown, otherwise: boolean): boolean =>
  typeof value === 'boolean' ? value : otherwise;

const dayMs = 24 * 60 * 60 * 1000;

/** A number of units, or none of them. */
const times = (value: unknown, unit: number, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value * unit : otherwise;

const seconds = (value: unknown, otherwiseMs: number): number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value * 1000 : otherwiseMs;
