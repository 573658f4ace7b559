import { logLevels, type LogLevel } from '#shared/logs/filter';
import type { MenuItem } from '../base/menu.ts';
import { t } from '../base/text.ts';
import { clockTime } from './model/times.ts';
import type { LogsSettings, Since, TimeMode } from './settings.ts';

type Change = (changed: Partial<LogsSettings>) => void;

export const levelNames: Readonly<Record<LogLevel, () => string>> = {
  fatal: () => t('Fatal'),
  error: () => t('Error'),
  warn: () => t('Warning'),
  info: () => t('Info'),
  debug: () => t('Debug'),
  trace: () => t('Trace'),
  none: () => t('No level'),
};

const alarming: readonly LogLevel[] = ['fatal', 'error', 'warn'];

/** Which levels are shown; the numbers are of the lines that the page has. */
export const levelItems = (
  settings: LogsSettings,
  counts: ReadonlyMap<LogLevel, number>,
  change: Change,
): readonly MenuItem[] => {
  const shown = new Set(settings.levels ?? logLevels);
  const set = (levels: readonly LogLevel[]): void => {
    change({ levels: levels.length === logLevels.length ? undefined : [...levels] });
  };
  return [
    ...logLevels.map((level): MenuItem => ({
      kind: 'item',
      label: levelNames[level](),
      look: `level-${level}`,
      note: (counts.get(level) ?? 0).toLocaleString('en-US'),
      checked: shown.has(level),
      stays: true,
      run: () => {
        set(logLevels.filter((other) => (other === level) !== shown.has(other)));
      },
    })),
    { kind: 'separator' },
    {
      kind: 'item',
      label: t('Warnings and Worse'),
      run: () => {
        set(alarming);
      },
    },
    {
      kind: 'item',
      label: t('All Levels'),
      run: () => {
        set(logLevels);
      },
    },
  ];
};

const minuteMs = 60_000;
const spans: readonly { readonly ms: number; readonly label: () => string }[] = [
  { ms: 5 * minuteMs, label: () => t('Last 5 Minutes') },
  { ms: 15 * minuteMs, label: () => t('Last 15 Minutes') },
  { ms: 60 * minuteMs, label: () => t('Last Hour') },
  { ms: 6 * 60 * minuteMs, label: () => t('Last 6 Hours') },
  { ms: 24 * 60 * minuteMs, label: () => t('Last 24 Hours') },
];

export const sinceText = (since: Since): string => {
  if (since.kind === 'all') return t('Everything That Is Kept');
  if (since.kind === 'last') return spans.find(({ ms }) => ms === since.ms)?.label() ?? '';
  const time = momentText(since.timeMs);
  return since.kind === 'cleared' ? t('Since It Was Cleared at {0}', time) : t('Since {0}', time);
};

const momentText = (timeMs: number): string => {
  const clock = clockTime(timeMs).slice(0, 8);
  const date = new Date(timeMs);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday ? clock : `${date.toLocaleDateString()} ${clock}`;
};

export const sinceItems = (
  { since }: LogsSettings,
  change: Change,
  askSince: () => void,
): readonly MenuItem[] => {
  const choice = (value: Since, checked: boolean): MenuItem => ({
    kind: 'item',
    label: sinceText(value),
    isChoice: true,
    checked,
    run: () => {
      change({ since: value });
    },
  });
  const own = since.kind === 'from' || since.kind === 'cleared' ? [choice(since, true)] : [];
  return [
    choice({ kind: 'all' }, since.kind === 'all'),
    ...spans.map(({ ms }) =>
      choice({ kind: 'last', ms }, since.kind === 'last' && since.ms === ms),
    ),
    ...own,
    { kind: 'separator' },
    { kind: 'item', label: t('Since a Time…'), icon: 'calendar', run: askSince },
  ];
};

const timeNames: Readonly<Record<TimeMode, () => string>> = {
  off: () => t('No Times'),
  clock: () => t('Absolute Times'),
  age: () => t('Relative Times'),
};

export interface Deeds {
  readonly save: (format: 'text' | 'ndjson') => void;
  readonly copy: () => void;
  readonly help: () => void;
  readonly add: () => void;
}

/** Everything else: what a narrow panel has no room for is here too. */
export const moreItems = (
  settings: LogsSettings,
  change: Change,
  deeds: Deeds,
): readonly MenuItem[] => {
  const toggle = (key: 'wrap' | 'raw' | 'fold', label: string): MenuItem => ({
    kind: 'item',
    label,
    checked: settings[key],
    run: () => {
      change({ [key]: !settings[key] });
    },
  });
  const times = (['off', 'clock', 'age'] as const).map((time): MenuItem => ({
    kind: 'item',
    label: timeNames[time](),
    isChoice: true,
    checked: settings.time === time,
    run: () => {
      change({ time });
    },
  }));
  return [
    ...times,
    { kind: 'separator' },
    toggle('wrap', t('Wrap Lines')),
    toggle('raw', t('Structured Lines as Printed')),
    toggle('fold', t('Fold Stack Traces')),
    { kind: 'separator' },
    { kind: 'item', label: t('Add to the Log…'), icon: 'add', run: deeds.add },
    { kind: 'item', label: t('Copy Lines'), icon: 'copy', run: deeds.copy },
    {
      kind: 'item',
      label: t('Save as Text…'),
      icon: 'save',
      run: () => {
        deeds.save('text');
      },
    },
    {
      kind: 'item',
      label: t('Save as NDJSON…'),
      icon: 'json',
      run: () => {
        deeds.save('ndjson');
      },
    },
    { kind: 'separator' },
    { kind: 'item', label: t('Keyboard Shortcuts'), icon: 'keyboard', note: '?', run: deeds.help },
  ];
};
