/** What an image is built for and a host runs. */
export interface PlatformName {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/** What kernels and people call an architecture, as images have it. Source: containerd `platforms`. */
const architectures: Readonly<Record<string, readonly [name: string, variant?: string]>> = {
  x86_64: ['amd64'],
  'x86-64': ['amd64'],
  i386: ['386'],
  i686: ['386'],
  aarch64: ['arm64'],
  armhf: ['arm', 'v7'],
  armel: ['arm', 'v6'],
  armv7l: ['arm', 'v7'],
  armv6l: ['arm', 'v6'],
};

/** `linux/arm64/v8`, `linux/x86_64`, or an architecture alone; an absent system is `linux`. */
export const parsePlatform = (text: string): PlatformName | undefined => {
  const parts = text.toLowerCase().split('/');
  if (parts.length > 3 || parts.some((part) => !/^[\w.-]+$/.test(part))) return undefined;
  const [os = '', written, variant] = parts.length === 1 ? ['linux', ...parts] : parts;
  const [architecture = '', own] = architectures[written ?? ''] ?? [written];
  const found = variant ?? own;
  // Every arm64 is v8.
  const isUsual = found === undefined || (architecture === 'arm64' && found === 'v8');
  return { os, architecture, ...(!isUsual && { variant: found }) };
};

/** Whether what is built for one runs as the other; where a variant is not known it may. */
export const isSamePlatform = (a: PlatformName, b: PlatformName): boolean =>
  a.os === b.os &&
  a.architecture === b.architecture &&
  (a.variant === undefined || b.variant === undefined || a.variant === b.variant);

export const platformText = ({ os, architecture, variant }: PlatformName): string =>
  [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
