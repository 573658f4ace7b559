import type { ContainerItem, ContainerStatus } from '#shared/protocol/inventory';
import type {
  ProjectState,
  ProjectVerb,
  ServiceItem,
  ServiceState,
} from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';

export interface StateLook {
  readonly icon: string;
  readonly color?: string;
  readonly word: string;
}

const green = 'testing.iconPassed';
const red = 'testing.iconFailed';
const yellow = 'charts.yellow';
const grey = 'disabledForeground';
const warning = 'problemsWarningIcon.foreground';

/** Functions, because the words are known only once the translation is. */
export const serviceStates: Readonly<Record<ServiceState, () => StateLook>> = {
  absent: () => ({ icon: 'circle-large-outline', color: grey, word: t('not created') }),
  'outside-profile': () => ({
    icon: 'circle-large-outline',
    color: grey,
    word: t('profile not active'),
  }),
  created: () => ({ icon: 'circle-large-outline', word: t('created') }),
  starting: () => ({ icon: 'loading~spin', color: yellow, word: t('starting') }),
  running: () => ({ icon: 'circle-large-filled', color: green, word: t('running') }),
  healthy: () => ({ icon: 'pass-filled', color: green, word: t('healthy') }),
  unhealthy: () => ({ icon: 'warning', color: warning, word: t('unhealthy') }),
  paused: () => ({ icon: 'debug-pause', color: yellow, word: t('paused') }),
  restarting: () => ({ icon: 'debug-restart', color: yellow, word: t('restarting') }),
  completed: () => ({ icon: 'pass', color: grey, word: t('completed') }),
  exited: () => ({ icon: 'error', color: red, word: t('exited') }),
  partial: () => ({ icon: 'circle-large-filled', color: yellow, word: t('partly running') }),
};

export const projectStates: Readonly<Record<ProjectState, () => StateLook>> = {
  stopped: () => ({ icon: 'layers', word: t('stopped') }),
  starting: () => ({ icon: 'loading~spin', color: yellow, word: t('starting') }),
  running: () => ({ icon: 'layers-active', color: green, word: t('running') }),
  partial: () => ({ icon: 'layers-active', color: yellow, word: t('partly running') }),
  unhealthy: () => ({ icon: 'warning', color: warning, word: t('unhealthy') }),
  invalid: () => ({ icon: 'error', color: red, word: t('cannot be used') }),
};

export const verbWords: Readonly<Record<ProjectVerb, () => string>> = {
  start: () => t('starting…'),
  stop: () => t('stopping…'),
  restart: () => t('restarting…'),
  down: () => t('going down…'),
  rebuild: () => t('rebuilding…'),
};

const containerStates: Readonly<Record<ContainerStatus, () => StateLook>> = {
  created: serviceStates.created,
  running: serviceStates.running,
  paused: serviceStates.paused,
  restarting: serviceStates.restarting,
  removing: () => ({ icon: 'loading~spin', color: grey, word: t('being removed') }),
  exited: serviceStates.exited,
  dead: () => ({ icon: 'error', color: red, word: t('dead') }),
};

/**
 * Ended as it was asked to: by itself with 0, or by the signal that a stop sends (128 + SIGTERM).
 * After a stop that somebody asked for, any end is the one that was wanted.
 */
const calmExits = new Set<number | undefined>([0, 143]);

const isCalm = ({ status, exitCode, stopAsked }: ContainerItem): boolean =>
  status === 'exited' && (stopAsked === true || calmExits.has(exitCode));

const stopped = (): StateLook => ({
  icon: 'circle-large-outline',
  color: grey,
  word: t('stopped'),
});

/** A state, and why it is so unless somebody wanted it so. */
export interface Explained extends StateLook {
  readonly reason?: string;
}

const explained = (look: StateLook, reason: string | undefined): Explained =>
  reason === undefined ? look : { ...look, reason };

export const containerState = (item: ContainerItem): Explained => {
  if (item.status === 'running' && item.health !== 'none') return serviceStates[item.health]();
  return isCalm(item) ? stopped() : explained(containerStates[item.status](), item.reason);
};

export const serviceState = ({ state, containers, reason }: ServiceItem): Explained =>
  state === 'exited' && containers.every(isCalm)
    ? stopped()
    : explained(serviceStates[state](), reason);

/** What a tooltip says of the end of a container; a stop that took force is worth a word. */
export const endOf = ({
  status,
  exitCode,
  stopAsked,
  reason,
}: ContainerItem): string | undefined =>
  status === 'exited' && stopAsked === true && exitCode === killedCode
    ? t('It did not stop in time and was killed.')
    : reason;

/** 128 + SIGKILL. */
const killedCode = 137;
