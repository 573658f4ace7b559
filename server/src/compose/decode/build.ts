import { bytes, flag, list, record, text, textList, textOrList, type Codec } from './codecs.ts';
import { environment, extraHosts, mapping } from './mappings.ts';
import { fileMount, ulimit } from './service-parts.ts';
import { struct } from './struct.ts';

/** Keys as `default` or `name=path`. */
const ssh: Codec = (node) =>
  node.kind === 'map'
    ? [...node.entries].map(([id, { value }]) =>
        value.kind === 'scalar' && value.value !== null ? `${id}=${value.text}` : id,
      )
    : undefined;

export const build = struct({
  context: text,
  dockerfile: text,
  dockerfile_inline: text,
  entitlements: textList,
  args: environment,
  provenance: text,
  sbom: text,
  ssh,
  labels: mapping,
  cache_from: textOrList,
  cache_to: textOrList,
  no_cache: flag,
  additional_contexts: mapping,
  pull: flag,
  extra_hosts: extraHosts,
  isolation: text,
  network: text,
  target: text,
  secrets: list(fileMount),
  shm_size: bytes,
  tags: textOrList,
  ulimits: record(ulimit),
  platforms: textOrList,
  privileged: flag,
});
