import { commandOf, type Command } from './keys.ts';
import type { LineDeeds } from './line-deeds.ts';
import type { Goal } from './model/reader.ts';
import { timeModes, type LogsSettings } from './settings.ts';

export interface KeyDeeds {
  readonly search: () => void;
  readonly step: (direction: 'next' | 'previous') => void;
  readonly goTo: (goal: Goal) => void;
  readonly pause: () => void;
  readonly change: (changed: Partial<LogsSettings>) => void;
  readonly help: () => void;
  readonly settings: LogsSettings;
  readonly lines: LineDeeds;
}

/** What a key does; `false` when it had nothing to do, and the browser may. */
type Deed = (deeds: KeyDeeds, event: KeyboardEvent) => unknown;

const table: Readonly<Record<Command, Deed>> = {
  search: ({ search }) => {
    search();
  },
  next: ({ step }) => {
    step('next');
  },
  previous: ({ step }) => {
    step('previous');
  },
  start: ({ goTo }) => {
    goTo('start');
  },
  end: ({ goTo }) => {
    goTo('end');
  },
  up: ({ lines }) => {
    lines.move(-1, { extend: false });
  },
  down: ({ lines }) => {
    lines.move(1, { extend: false });
  },
  extendUp: ({ lines }) => {
    lines.move(-1, { extend: true });
  },
  extendDown: ({ lines }) => {
    lines.move(1, { extend: true });
  },
  toggle: ({ lines }, { target }) => lines.toggle(target),
  selectAll: ({ lines }) => {
    lines.selectAll();
  },
  copy: ({ lines }) => lines.copy({ all: false }),
  leave: ({ lines }) => {
    lines.unselect();
  },
  pause: ({ pause }) => {
    pause();
  },
  wrap: ({ change, settings }) => {
    change({ wrap: !settings.wrap });
  },
  times: ({ change, settings }) => {
    const next = (timeModes.indexOf(settings.time) + 1) % timeModes.length;
    change({ time: timeModes[next] ?? 'off' });
  },
  raw: ({ change, settings }) => {
    change({ raw: !settings.raw });
  },
  fold: ({ change, settings }) => {
    change({ fold: !settings.fold });
  },
  help: ({ help }) => {
    help();
  },
};

export const pageKeys = (list: HTMLElement, deeds: KeyDeeds): void => {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return;
    const command = commandOf(event, list);
    // Who sees all of the log is at its end too, and goes on following.
    if (command === 'start' && list.scrollHeight <= list.clientHeight) return;
    if (command !== undefined && table[command](deeds, event) !== false) event.preventDefault();
  });
};
