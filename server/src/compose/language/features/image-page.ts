type Page = (repository: string) => string | undefined;

/** Of registries where every repository belongs to somebody. */
const ofOwner =
  (page: Page): Page =>
  (repository) =>
    repository.includes('/') ? page(repository) : undefined;

/** Where a registry shows a repository to people. Patterns see the host and what follows it. */
const pages: Readonly<Record<string, Page>> = {
  'docker.io': (repository) => {
    const depth = repository.split('/').length;
    if (depth > 2) return undefined;
    return `https://hub.docker.com/${depth === 1 ? '_' : 'r'}/${repository}`;
  },
  'ghcr.io': ofOwner((repository) => `https://ghcr.io/${repository}`),
  'mcr.microsoft.com': (repository) => `https://mcr.microsoft.com/artifact/mar/${repository}`,
  'quay.io': ofOwner((repository) => `https://quay.io/repository/${repository}`),
  'public.ecr.aws': (repository) => `https://gallery.ecr.aws/${repository}`,
  'hf.co': (repository) => `https://hf.co/${repository}`,
};

/** `name[:tag][@digest]`; the grammar is that of github.com/distribution/reference. */
const component = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
const reference = new RegExp(
  `^((?:([^/:@]+(?::\\d+)?)/)?(${component}(?:/${component})*))(?::[\\w.-]*)?(?:@.*)?$`,
  'i',
);

export interface ImagePage {
  /** Of the name: without tag and digest. */
  readonly length: number;
  readonly url: string;
}

/** `undefined` for what names no image, and for registries that show no pages. */
export const imagePage = (text: string): ImagePage | undefined => {
  const [, name = '', host, rest = ''] = reference.exec(text) ?? [];
  if (name === '') return undefined;
  // Docker takes the first part for a host when it has a dot or a port, or is `localhost`.
  const isHost = host !== undefined && (/[.:]/.test(host) || host === 'localhost');
  // A host alone, with its repository still to be typed.
  if (host === undefined && rest in pages) return undefined;
  const url = isHost
    ? isDockerHub(host)
      ? // Official images are kept in `library`.
        pages['docker.io']?.(rest.replace(/^library\//, ''))
      : pages[host]?.(rest)
    : pages['docker.io']?.(name);
  return url === undefined ? undefined : { length: name.length, url };
};

const isDockerHub = (host: string): boolean => host === 'docker.io' || host === 'index.docker.io';
