import type { App } from '../app.ts';
import type { LogSubject } from '../logs/log-subject.ts';
import { openLogsPanel } from '../panels/logs.ts';

/** Where logs can be shown: the end of a command's id, and how. */
export interface LogViewKind {
  readonly suffix: '' | 'InOutput' | 'InTerminal';
  readonly show: (app: App, subject: LogSubject) => void;
}

export const inPanel: LogViewKind = {
  suffix: '',
  show: ({ panels }, subject) => {
    openLogsPanel(panels, subject);
  },
};

export const inOutput: LogViewKind = {
  suffix: 'InOutput',
  show: ({ logOutputs }, subject) => {
    logOutputs.show(subject);
  },
};

export const inTerminal: LogViewKind = {
  suffix: 'InTerminal',
  show: ({ logTerminals }, subject) => {
    logTerminals.show(subject);
  },
};

export const logViews: readonly LogViewKind[] = [inPanel, inOutput, inTerminal];
