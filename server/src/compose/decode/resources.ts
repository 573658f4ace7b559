import { flag, integer, list, optionalFlag, text, textList } from './codecs.ts';
import { mapping } from './mappings.ts';
import { struct } from './struct.ts';

export const network = struct(
  {
    name: text,
    driver: text,
    driver_opts: mapping,
    ipam: struct({
      driver: text,
      config: list(struct({ subnet: text, gateway: text, ip_range: text, aux_addresses: mapping })),
      options: mapping,
    }),
    external: flag,
    internal: flag,
    attachable: flag,
    labels: mapping,
    enable_ipv4: optionalFlag,
    enable_ipv6: optionalFlag,
  },
  { always: { ipam: () => ({}) } },
);

export const volume = struct({
  name: text,
  driver: text,
  driver_opts: mapping,
  external: flag,
  labels: mapping,
});

export const fileObject = struct({
  name: text,
  file: text,
  environment: text,
  content: text,
  external: flag,
  labels: mapping,
  driver: text,
  driver_opts: mapping,
  template_driver: text,
});

export const aiModel = struct({
  name: text,
  model: text,
  context_size: integer,
  runtime_flags: textList,
});
