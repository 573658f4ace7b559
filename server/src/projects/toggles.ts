import type { Choices } from './store.ts';

/** "Auto restart on save": of a project, and of those of its services that have a choice of their own. */
export interface Toggles {
  readonly project: boolean;
  readonly services: Readonly<Record<string, boolean>>;
}

export const allOff: Toggles = { project: false, services: {} };

export const togglesOf = (choices: Choices | undefined, otherwise: boolean): Toggles => ({
  project: choices?.autoRestart ?? otherwise,
  services: choices?.autoRestartServices ?? {},
});

export const isOn = ({ project, services }: Toggles, service: string): boolean =>
  services[service] ?? project;

/** What is to be kept when a toggle is moved: a project's takes those of its services with it. */
export const moved = (
  before: Choices,
  { service, enabled }: { readonly service?: string | undefined; readonly enabled: boolean },
): Choices =>
  service === undefined
    ? { autoRestart: enabled, autoRestartServices: {} }
    : { autoRestartServices: { ...before.autoRestartServices, [service]: enabled } };
