/** An image reference in its parts, as the distribution specification's reference grammar has them. */
export interface ImageReference {
  /** Without tag and digest, as it was written: `redis`, `ghcr.io/owner/app`. */
  readonly name: string;
  /** Present when it was written, or when there is neither tag nor digest: `latest`. */
  readonly tag?: string;
  readonly digest?: string;
  /** The registry's host: `docker.io`, `127.0.0.1:5000`. */
  readonly registry: string;
}

export const parseReference = (reference: string): ImageReference => {
  const [named = '', digest] = reference.split('@', 2);
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  const name = colon < 0 ? named : named.slice(0, colon);
  const tag = colon < 0 ? (digest === undefined ? 'latest' : undefined) : named.slice(colon + 1);
  return {
    name,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
    registry: registryOf(name),
  };
};

// The first part is a host only if it could not be a name on Docker Hub.
const registryOf = (name: string): string => {
  const [first = '', ...rest] = name.split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return isHost && first !== 'index.docker.io' ? first : 'docker.io';
};
