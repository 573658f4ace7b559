/** The parts of a mount written short: `source:target:options`. */
export interface ShortVolume {
  readonly type: 'bind' | 'volume';
  readonly source?: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly nocopy: boolean;
  readonly propagation?: string;
  readonly selinux?: string;
}

const propagations = new Set(['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave']);

/** Reads a mount's short form, without asking what platform it is for. Source: compose-go `format`. */
export const parseVolume = (spec: string): ShortVolume | { readonly error: string } => {
  if (spec === '') return { error: 'invalid empty volume spec' };
  if (spec.length <= 2) {
    return { type: 'volume', target: spec, readOnly: false, nocopy: false };
  }
  const parts = splitColons(spec);
  if (parts.includes('')) return { error: `invalid spec: ${spec}: empty section between colons` };
  if (parts.length > 3) return { error: `invalid spec: ${spec}: too many colons` };
  const [first = '', second, optionText] = parts;
  const source = second === undefined ? undefined : first;
  const type = source !== undefined && isFilePath(source) ? 'bind' : 'volume';
  const target = second ?? first;
  const plain = { type, target, readOnly: false, nocopy: false } as const;
  if (source === undefined) return plain;
  if (optionText === undefined) return { ...plain, source };
  const options = optionText.split(',');
  const propagation = options.findLast((option) => propagations.has(option));
  const selinux = options.findLast((option) => option === 'z' || option === 'Z');
  return {
    ...{ type, source, target },
    readOnly: options.findLast((option) => option === 'ro' || option === 'rw') === 'ro',
    nocopy: options.includes('nocopy'),
    ...(propagation !== undefined && { propagation }),
    ...(selinux !== undefined && { selinux }),
  };
};

/** At colons, except those of a Windows drive (`c:\data`) and those inside `${…}`. */
const splitColons = (spec: string): readonly string[] => {
  const simple = spec.split(':');
  // A drive is one letter, which JavaScript may need two for.
  if (!spec.includes('${') && simple.every(({ length }) => length > 2)) return simple;
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (let index = 0; index < spec.length; index += 1) {
    const character = spec[index] ?? '';
    if (character === '$' && spec[index + 1] === '{') depth += 1;
    if (character === '}' && depth > 0) depth -= 1;
    if (character === ':' && depth === 0 && !/^\p{L}$/u.test(part)) {
      parts.push(part);
      part = '';
    } else {
      part += character;
    }
  }
  return [...parts, part];
};

const isFilePath = (source: string): boolean =>
  /^[./~]/.test(source) || source.startsWith('\\\\') || /^\p{L}:/u.test(source);
