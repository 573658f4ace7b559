import type { ComposeModel, ComposeService } from '../model.ts';

type Services = ComposeModel['services'];

export interface ProfileSplit {
  readonly enabled: Services;
  readonly disabled: Services;
  readonly all: readonly string[];
}

/** Services with no profile or an active one, and the others. `*` is every profile. */
export const splitByProfile = (services: Services, active: readonly string[]): ProfileSplit => {
  // Where none is active, the reference takes the empty `COMPOSE_PROFILES` for one without a name.
  const names = active.length === 0 ? [''] : active;
  const isEnabled = ({ profiles = [] }: ComposeService): boolean =>
    profiles.length === 0 ||
    active.includes('*') ||
    profiles.some((profile) => names.includes(profile));
  const entries = Object.entries(services);
  const all = new Set(entries.flatMap(([, service]) => service.profiles ?? []));
  return {
    enabled: Object.fromEntries(entries.filter(([, service]) => isEnabled(service))),
    disabled: Object.fromEntries(entries.filter(([, service]) => !isEnabled(service))),
    all: [...all].sort(),
  };
};

/** `COMPOSE_PROFILES`, when no profile was asked for. */
export const activeProfiles = (
  asked: readonly string[] | undefined,
  variable: string | undefined,
): readonly string[] =>
  asked !== undefined && asked.length > 0
    ? asked
    : (variable ?? '')
        .split(',')
        .map((profile) => profile.trim())
        .filter((profile) => profile !== '');
