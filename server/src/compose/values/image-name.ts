/** A reference to an image in its parts, as github.com/distribution/reference has them. */
export interface ImageName {
  /** `docker.io`, `127.0.0.1:5000`. */
  readonly host: string;
  /** With the `library/` of Docker Hub's own images. */
  readonly path: string;
  /** Without tag and digest, as it was written: `redis`, `ghcr.io/owner/app`. */
  readonly written: string;
  readonly tag?: string;
  readonly digest?: string;
}

const component = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
const host = '(?:[a-zA-Z0-9.-]+|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?';
const form = new RegExp(
  `^((?:(${host})/)?(${component}(?:/${component})*))(?::([\\w][\\w.-]{0,127}))?(?:@([a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-fA-F]{32,}))?$`,
);

/** `undefined` for what is no reference to an image. */
export const parseImageName = (text: string): ImageName | undefined => {
  const [, written = '', first, rest = '', tag, digest] = form.exec(text) ?? [];
  if (written === '') return undefined;
  const parts = {
    written,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
  // Docker takes the first part for a host when it has a dot, a port or a capital, or is `localhost`.
  const isHost =
    first !== undefined && (/[.:[]/.test(first) || first === 'localhost' || /[A-Z]/.test(first));
  if (isHost && first !== 'docker.io' && first !== 'index.docker.io')
    return { host: first, path: rest, ...parts };
  const path = isHost ? rest : written;
  return { host: 'docker.io', path: path.includes('/') ? path : `library/${path}`, ...parts };
};

/** One text for all ways to write the same reference; what is none stays as it is. */
export const fullImageName = (text: string): string => {
  const name = parseImageName(text);
  if (name === undefined) return text;
  const { tag, digest } = name;
  const version = digest === undefined ? `:${tag ?? 'latest'}` : `@${digest}`;
  return `${name.host}/${name.path}${version}`;
};
