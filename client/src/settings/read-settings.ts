import { readRuleLevels } from '#shared/rule-levels';
import { defaultSettings, type Settings } from '#shared/protocol/workspace';
import { describeBadRuleLevels } from './bad-rule-levels.ts';
import { describeBadPortRange, parsePortRange } from './port-range.ts';

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

/** Settings files are written by hand: any value may be of any type. */
export const readSettings = (read: ReadSetting): SettingsReading => {
  const range = text(read('ports.range'));
  const portsRange = range === '' ? defaultSettings.portsRange : parsePortRange(range);
  const rules = readRuleLevels(read('compose.rules'));
  return {
    settings: {
      engine: text(read('engine')),
      portsRange: portsRange ?? defaultSettings.portsRange,
      autoRestart: flag(read('autoRestart'), defaultSettings.autoRestart),
      composeDiagnostics: flag(read('compose.diagnostics'), defaultSettings.composeDiagnostics),
      composeRules: rules.levels,
      startTimeoutMs: seconds(read('start.timeout'), defaultSettings.startTimeoutMs),
      pullIdleTimeoutMs: seconds(read('pull.idleTimeout'), defaultSettings.pullIdleTimeoutMs),
    },
    problems: [
      ...(portsRange === undefined
        ? [
            {
              setting: 'hyperbox.ports.range',
              message: describeBadPortRange(range),
            },
          ]
        : []),
      ...describeBadRuleLevels(rules.wrong).map((message) => ({
        setting: 'hyperbox.compose.rules',
        message,
      })),
    ],
  };
};

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const flag = (value: unknown, otherwise: boolean): boolean =>
  typeof value === 'boolean' ? value : otherwise;

const seconds = (value: unknown, otherwiseMs: number): number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value * 1000 : otherwiseMs;
