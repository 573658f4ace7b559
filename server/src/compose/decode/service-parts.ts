import { isNull, setOwn } from '../yaml/tree.ts';
import {
  bytes,
  fail,
  flag,
  integer,
  optionalFlag,
  strictUnsigned,
  text,
  textList,
  type Codec,
} from './codecs.ts';
import { mapping } from './mappings.ts';
import { struct } from './struct.ts';

export const dependency = struct(
  { condition: text, restart: flag, required: optionalFlag },
  { always: { required: () => false } },
);

export const device = struct({ source: text, target: text, permissions: text });

export const envFile = struct(
  { path: text, required: optionalFlag, format: text },
  { always: { required: () => false } },
);

/** An octal string; a number in the file was read as octal already. */
const fileMode: Codec = (node, path, context) => {
  if (isNull(node) || node.kind !== 'scalar') return undefined;
  if (node.type === 'int') return `0${Number(node.text).toString(8)}`;
  if (!/^[-+]?[0-7]+$/.test(node.text)) {
    fail(
      node,
      path,
      context,
      `strconv.ParseInt: parsing ${JSON.stringify(node.text)}: invalid syntax`,
      'file-mode',
    );
    return undefined;
  }
  return `0${Number.parseInt(node.text, 8).toString(8)}`;
};

export const fileMount = struct({
  source: text,
  target: text,
  uid: text,
  gid: text,
  mode: fileMode,
});

export const mount = struct({
  type: text,
  source: text,
  target: text,
  read_only: flag,
  consistency: text,
  bind: struct({ selinux: text, propagation: text, create_host_path: flag, recursive: text }),
  volume: struct({ labels: mapping, nocopy: flag, subpath: text }),
  tmpfs: struct({ size: bytes, mode: strictUnsigned }),
  image: struct({ subpath: text }),
});

export const serviceNetwork = struct({
  aliases: textList,
  driver_opts: mapping,
  gw_priority: integer,
  interface_name: text,
  ipv4_address: text,
  ipv6_address: text,
  link_local_ips: textList,
  mac_address: text,
  priority: integer,
});

/** One number for both limits, or each of its own. */
export const ulimit: Codec = (node, path, context) => {
  if (node.kind === 'map') return struct({ soft: integer, hard: integer })(node, path, context);
  return integer(node, path, context) ?? {};
};

/** Options of a provider, each with one value or several. */
export const multiOptions: Codec = (node, path, context) => {
  if (isNull(node)) return undefined;
  if (node.kind !== 'map') {
    fail(node, path, context, 'must be a mapping');
    return undefined;
  }
  const result = {};
  for (const [key, { value }] of [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const values = value.kind === 'list' ? value.items : [value];
    setOwn(
      result,
      key,
      values.map((each) => (each.kind === 'scalar' ? each.text : '')),
    );
  }
  return Object.keys(result).length === 0 ? undefined : result;
};
