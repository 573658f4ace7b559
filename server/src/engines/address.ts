/** A parsed engine address: how to open a connection, nothing about who listens. */
export type Address =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'npipe'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: boolean }
  | {
      readonly kind: 'ssh';
      readonly host: string;
      readonly user?: string;
      readonly port?: number;
      /** A socket on the other machine; its default when absent. */
      readonly socket?: string;
    };

/**
 * Reads what the docker CLI takes for `DOCKER_HOST`, and a bare socket path. `undefined` when it is
 * none of these.
 */
export const parseAddress = (text: string): Address | undefined => {
  const trimmed = text.trim();
  if (trimmed.startsWith('/')) return { kind: 'unix', path: trimmed };
  const match = /^([a-z]+):\/\/(.*)$/i.exec(trimmed);
  const scheme = match?.[1]?.toLowerCase();
  const rest = match?.[2];
  if (scheme === undefined || rest === undefined || rest === '') return undefined;
  return parsers[scheme]?.(rest);
};

const parsers: Readonly<Record<string, (rest: string) => Address | undefined>> = {
  unix: (path) => (path.startsWith('/') ? { kind: 'unix', path } : undefined),
  npipe: (path) => {
    const normal = path.replaceAll('\\', '/');
    return normal.startsWith('//./pipe/') ? { kind: 'npipe', path: normal } : undefined;
  },
  tcp: (rest) => parseTcp(rest, undefined),
  http: (rest) => parseTcp(rest, false),
  https: (rest) => parseTcp(rest, true),
  ssh: (rest) => parseSsh(rest),
};

// 2375 and 2376 are the ports that IANA lists for Docker, plain and with TLS.
const parseTcp = (rest: string, tls: boolean | undefined): Address | undefined => {
  const url = parseUrl(rest);
  if (url === undefined || url.hostname === '' || !['', '/'].includes(url.pathname))
    return undefined;
  const port = url.port === '' ? (tls === true ? 2376 : 2375) : Number(url.port);
  return { kind: 'tcp', host: bare(url.hostname), port, tls: tls ?? port === 2376 };
};

const parseSsh = (rest: string): Address | undefined => {
  const url = parseUrl(rest);
  if (url === undefined || url.hostname === '') return undefined;
  const host = bare(url.hostname);
  const user = decode(url.username);
  // A name that begins with a dash would be read by ssh as one of its options.
  if (user === undefined || host.startsWith('-') || user.startsWith('-')) return undefined;
  return {
    kind: 'ssh',
    host,
    ...(user !== '' && { user }),
    ...(url.port !== '' && { port: Number(url.port) }),
    ...(!['', '/'].includes(url.pathname) && { socket: url.pathname }),
  };
};

// An unknown scheme keeps host and port as they are written; http would drop port 80.
const parseUrl = (rest: string): URL | undefined =>
  URL.canParse(`engine://${rest}`) ? new URL(`engine://${rest}`) : undefined;

const bare = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');

const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};
