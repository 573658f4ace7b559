/** The few parts of a compose file that a proposal uses; plain values, written in this order. */
export interface DraftService {
  readonly image?: string;
  readonly build?: DraftBuild;
  readonly user?: string;
  readonly init?: boolean;
  readonly working_dir?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly privileged?: boolean;
}
export interface DraftBuild {
  readonly context: string;
  readonly dockerfile?: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string>>;
}
export interface ComposeDraft {
  /** Lines of the comment at the top. */
  readonly comment: readonly string[];
  readonly name?: string;
  readonly services: Readonly<Record<string, DraftService>>;
  /** Named volumes. */
  readonly volumes: readonly string[];
}

/**
 * Writes a draft as the YAML that a person would write: block style, commands in brackets. `${…}` in
 * a value is for compose to replace; text from elsewhere goes through `literal` first.
 */
export const composeText = (draft: ComposeDraft): string =>
  [
    ...draft.comment.map((line) => `# ${line}`),
    ...(draft.name === undefined ? [] : [`name: ${scalar(draft.name)}`]),
    'services:',
    ...Object.entries(draft.services).flatMap(([name, service]) => [
      `  ${name}:`,
      ...mapping(service, '    '),
    ]),
    ...(draft.volumes.length === 0 ? [] : ['volumes:', ...draft.volumes.map((v) => `  ${v}: {}`)]),
    '',
  ].join('\n');

const inBrackets = new Set(['command', 'entrypoint']);

const mapping = (value: object, indent: string): string[] =>
  Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    const start = `${indent}${plainKey(key)}:`;
    if (Array.isArray(item)) return list(start, key, item.map(String), indent);
    if (typeof item === 'object' && item !== null) {
      const inside = mapping(item, `${indent}  `);
      return inside.length === 0 ? [] : [start, ...inside];
    }
    if (typeof item === 'boolean') return [`${start} ${item ? 'true' : 'false'}`];
    return typeof item === 'string' ? [`${start} ${scalar(item)}`] : [];
  });

const list = (start: string, key: string, items: readonly string[], indent: string): string[] => {
  if (items.length === 0) return [];
  return inBrackets.has(key)
    ? [`${start} [${items.map((item) => JSON.stringify(item)).join(', ')}]`]
    : [start, ...items.map((item) => `${indent}  - ${scalar(item)}`)];
};

/** For text that is to arrive as it is: compose would take its `$` for a variable. */
export const literal = (text: string): string => text.replaceAll('$', '$$$$');

const plainKey = (key: string): string =>
  /^[A-Za-z_][\w.-]*$/.test(key) ? key : JSON.stringify(key);

/**
 * Plain where no YAML parser could read it as something else than this text; else in double quotes,
 * where JSON and YAML agree. Ports are always quoted: `22:22` is a number to YAML 1.1.
 */
const scalar = (text: string): string => {
  const plain = /^[A-Za-z./_][\w./@+-]*(?::[\w./@+-]+)*$/.test(text);
  const reserved = /^(?:true|false|yes|no|on|off|y|n|null|~|\.(?:inf|nan))$/i.test(text);
  return plain && !reserved ? text : JSON.stringify(text);
};
