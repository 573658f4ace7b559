import { basename, join } from 'node:path';
import type { Proposal } from '#shared/protocol/projects';
import { composeText } from './compose-text.ts';
import type { Detector } from './detector.ts';

const names = ['Dockerfile', 'Containerfile'] as const;
/** `api.Dockerfile` and `Dockerfile.api` count when there is no other candidate beside them. */
const isVariant = (name: string): boolean =>
  /^(?:[\w-]+\.(?:Dockerfile|Containerfile)|(?:Dockerfile|Containerfile)\.(?!dockerignore$)[\w-]+)$/i.test(
    name,
  );

/** A folder that says how its image is built, and nothing else. */
export const dockerfileDetector: Detector = {
  name: 'dockerfile',
  looksAt: (fileName) => names.some((name) => name === fileName) || isVariant(fileName),
  async detect(folder) {
    const name =
      names.find((candidate) => folder.files.has(candidate)) ??
      only([...folder.files].filter(isVariant));
    if (name === undefined) return [];
    const text = await folder.read(name);
    if (text === undefined) return [];
    const proposal = propose(folder.path, name, text);
    return [
      {
        directory: folder.path,
        variant: '',
        source: { kind: 'dockerfile', file: join(folder.path, name) },
        request: { directory: folder.path, files: [proposal.path] },
        proposal,
      },
    ];
  },
};

const propose = (directory: string, name: string, dockerfile: string): Proposal => {
  const ports = exposedPorts(dockerfile);
  return {
    path: join(directory, 'compose.yaml'),
    text: composeText({
      comment: [`Builds and runs ${name}.`],
      services: {
        app: {
          build: { context: '.', ...(name !== 'Dockerfile' && { dockerfile: name }) },
          ports: ports.map((port) => `${port}:${port}`),
        },
      },
      volumes: [],
    }),
    summary: `${name} in ${basename(directory)}, ${ports.length === 0 ? 'no exposed port' : `port ${ports.join(', ')}`}`,
  };
};

/** `EXPOSE 80 443/udp 8000-8002`, with variables that ARG or ENV give a value in the file. */
export const exposedPorts = (dockerfile: string): readonly string[] => {
  const variables = new Map<string, string>();
  for (const [, name, value] of dockerfile.matchAll(
    /^\s*(?:ARG|ENV)\s+(\w+)[=\s]\s*"?([^"\s]+)"?/gim,
  )) {
    if (name !== undefined && value !== undefined) variables.set(name, value);
  }
  const found = [...dockerfile.matchAll(/^\s*EXPOSE\s+(.+)$/gim)]
    .flatMap(([, list]) => (list ?? '').trim().split(/\s+/))
    .map((port) =>
      port.replace(
        /\$\{?(\w+)(?::-([^}]*))?\}?/g,
        (_, name: string, fallback?: string) => variables.get(name) ?? fallback ?? '',
      ),
    )
    .map((port) => port.replace(/\/tcp$/i, '').toLowerCase());
  // A published range needs the same range on both sides; a protocol belongs to the container's side.
  return [...new Set(found)].filter((port) => /^\d+$/.test(port));
};

const only = <T>(items: readonly T[]): T | undefined => (items.length === 1 ? items[0] : undefined);
