import { PathTable } from '../../path-table.ts';

/** What a compose file gives names to. A profile is declared by being named. */
export type SymbolKind =
  'service' | 'network' | 'volume' | 'config' | 'secret' | 'model' | 'profile';

/** The part of a text that is a name, by offsets. */
export type NamePart = (
  text: string,
) => { readonly start: number; readonly end: number } | undefined;

export interface SymbolRow {
  readonly kind: SymbolKind;
  readonly role: 'declaration' | 'reference';
  /** `member`: the key of a mapping or the item of a list; `item`: of a list only; `value`: the text of an attribute. */
  readonly place: 'member' | 'item' | 'value';
  readonly part: NamePart;
}

const whole: NamePart = (text) => ({ start: 0, end: text.length });

/** `service` of `service:alias`. */
const beforeColon: NamePart = (text) => {
  const colon = text.indexOf(':');
  return { start: 0, end: colon === -1 ? text.length : colon };
};

/** `web` of `service:web`. */
const afterService: NamePart = (text) => {
  const prefix = 'service:';
  return text.startsWith(prefix) ? { start: prefix.length, end: text.length } : undefined;
};

/** The volume of `volume:/path`; paths are none. */
const volumeName: NamePart = (text) =>
  /^([./~\\]|[A-Za-z]:[\\/])/.test(text) ? undefined : beforeColon(text);

/** Not of `container:name`. */
const volumesFrom: NamePart = (text) =>
  text.startsWith('container:') ? undefined : beforeColon(text);

const declared = (kind: SymbolKind): SymbolRow => ({
  ...{ kind, role: 'declaration', place: 'member', part: whole },
});
const member = (kind: SymbolKind, part = whole): SymbolRow => ({
  ...{ kind, role: 'reference', place: 'member', part },
});
const item = (kind: SymbolKind): SymbolRow => ({
  ...{ kind, role: 'reference', place: 'item', part: whole },
});
const value = (kind: SymbolKind, part = whole): SymbolRow => ({
  ...{ kind, role: 'reference', place: 'value', part },
});

/** Where names stand. Source: the Compose specification. */
export const symbolTable = new PathTable<SymbolRow>({
  'services.*': declared('service'),
  'networks.*': declared('network'),
  'volumes.*': declared('volume'),
  'configs.*': declared('config'),
  'secrets.*': declared('secret'),
  'models.*': declared('model'),
  'services.*.depends_on.*': member('service'),
  'services.*.extends': value('service'),
  'services.*.extends.service': value('service'),
  'services.*.links.*': member('service', beforeColon),
  'services.*.volumes_from.*': member('service', volumesFrom),
  'services.*.network_mode': value('service', afterService),
  'services.*.pid': value('service', afterService),
  'services.*.ipc': value('service', afterService),
  'services.*.build.additional_contexts.*': value('service', afterService),
  'services.*.networks.*': member('network'),
  'services.*.volumes.*': member('volume', volumeName),
  'services.*.volumes.*.source': value('volume', volumeName),
  'services.*.configs.*': item('config'),
  'services.*.configs.*.source': value('config'),
  'services.*.secrets.*': item('secret'),
  'services.*.secrets.*.source': value('secret'),
  'services.*.build.secrets.*': item('secret'),
  'services.*.build.secrets.*.source': value('secret'),
  'services.*.models.*': member('model'),
  'services.*.profiles.*': item('profile'),
});
