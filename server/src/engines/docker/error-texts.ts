import type { ErrorCode } from '#shared/errors';

export interface KnownText {
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  readonly hint: string;
}

/**
 * The engine's own words, where they say more than its status: for most of these it answers 500, or
 * 200 with an error inside the stream. Docker's and Podman's texts both; the first match wins.
 */
export const engineTexts: readonly KnownText[] = [
  {
    pattern: /no space left on device|disk quota exceeded|not enough space|disk is full/i,
    code: 'disk-full',
    hint: 'Free space on the disk of the engine: remove unused images and volumes, then try again.',
  },
  {
    pattern: new RegExp(
      [
        'port is already allocated|all ports are allocated|address already in use|ports are not available',
        'bind for .* failed|only one usage of each socket address|failed to bind (host )?port',
      ].join('|'),
      'i',
    ),
    code: 'port-unavailable',
    hint: 'Choose another host port, or stop what holds this one.',
  },
  {
    pattern:
      /volume .*(is )?(being used|in use)|image .*(is )?(being used|in use)|is using (its|the) referenced image/i,
    code: 'conflict',
    hint: 'Remove the containers that use it first.',
  },
  {
    pattern: /has active endpoints|network is being used/i,
    code: 'conflict',
    hint: 'Disconnect or remove its containers first.',
  },
  {
    // Podman answers 500 here, Docker 409.
    pattern: /name .* is (already )?in use|already (exists|in use by container)/i,
    code: 'conflict',
    hint: 'Choose another name, or remove what has this one.',
  },
  {
    // Of a command in it, 500 or 409: the container ended in between, or before.
    pattern: /container (\S+ is )?not running/i,
    code: 'conflict',
    hint: 'Start the container first.',
  },
  {
    pattern: /no such image|image not known/i,
    code: 'image-not-found',
    hint: 'Check the name and the tag of the image, or pull it.',
  },
];

/** What a registry answered the engine, and how the engine puts it when there was no answer. */
export const registryTexts: readonly KnownText[] = [
  {
    pattern: new RegExp(
      [
        'pull access denied|unauthorized|authentication required|no basic auth credentials',
        'denied: |access (to the resource )?(is )?denied|incorrect username or password',
        "invalid username\\/password|403 forbidden|requires 'docker login'",
      ].join('|'),
      'i',
    ),
    code: 'registry-denied',
    hint: 'Check the name, or log in to the registry with "docker login" and try again.',
  },
  {
    pattern: new RegExp(
      [
        'manifest (for .* )?(unknown|not found)|name unknown|repository .* not found',
        'tag does not exist|reading manifest .*(unknown|not found)|image .* not found',
        'no matching manifest|: not found$',
      ].join('|'),
      'i',
    ),
    code: 'image-not-found',
    hint: 'Check the name and the tag of the image.',
  },
  {
    pattern: new RegExp(
      [
        'server misbehaving|no such host|lookup .*: |dial tcp|tls handshake timeout|i\\/o timeout',
        'request canceled|client\\.timeout|context deadline exceeded|connection (was )?refused',
        'connection reset|network is unreachable|server gave http response|proxyconnect',
        'certificate signed by unknown|pinging container registry|\\bEOF$|5\\d\\d ',
      ].join('|'),
      'i',
    ),
    code: 'registry-unreachable',
    hint: 'Check the connection to the registry, a proxy that the engine may need, and the name.',
  },
];
