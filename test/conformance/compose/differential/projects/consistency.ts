import type { DifferentialCase } from '../cases.ts';

/** One rule each of those that the reference checks on the whole model, kept and broken. */
const texts: Readonly<Record<string, string>> = {
  'neither image nor build': 'services: { a: { tty: true } }\n',
  'neither, in an inactive profile': 'services: { a: { profiles: [p] }, b: { image: x } }\n',
  'a provider needs no image': 'services: { a: { provider: { type: x } } }\n',
  'network_mode and networks':
    'services: { a: { image: x, network_mode: host, networks: [n] } }\nnetworks: { n: }\n',
  'network_mode and empty networks':
    'services: { a: { image: x, network_mode: host, networks: [] } }\n',
  'an undefined network': 'services: { a: { image: x, networks: [n] } }\n',
  'an undefined network of an inactive service':
    'services: { b: { image: y }, a: { image: x, networks: [n], profiles: [p] } }\n',
  'an undefined volume': 'services: { a: { image: x, volumes: ["v:/v"] } }\n',
  'an undefined secret': 'services: { a: { image: x, secrets: [s] } }\n',
  'an undefined config': 'services: { a: { image: x, configs: [c] } }\n',
  'an undefined model': 'services: { a: { image: x, models: [m] } }\n',
  'an undefined build secret': 'services: { a: { build: { context: ., secrets: [s] } } }\n',
  'build platforms without the platform':
    'services: { a: { platform: linux/arm64, build: { context: ., platforms: [linux/amd64] } } }\n',
  'build platforms with the platform':
    'services: { a: { platform: linux/arm64, build: { context: ., platforms: [linux/amd64, linux/arm64] } } }\n',
  'scale and replicas differ': 'services: { a: { image: x, scale: 2, deploy: { replicas: 3 } } }\n',
  'scale and replicas agree': 'services: { a: { image: x, scale: 2, deploy: { replicas: 2 } } }\n',
  'cpus differ':
    'services: { a: { image: x, cpus: 1, deploy: { resources: { limits: { cpus: "2" } } } } }\n',
  'cpus agree':
    'services: { a: { image: x, cpus: 1, deploy: { resources: { limits: { cpus: "1.0" } } } } }\n',
  'mem_limit differs':
    'services: { a: { image: x, mem_limit: 1g, deploy: { resources: { limits: { memory: 2g } } } } }\n',
  'mem_limit agrees':
    'services: { a: { image: x, mem_limit: 1g, deploy: { resources: { limits: { memory: 1024m } } } } }\n',
  'mem_reservation differs':
    'services: { a: { image: x, mem_reservation: 1g, deploy: { resources: { reservations: { memory: 2g } } } } }\n',
  'pids_limit differs':
    'services: { a: { image: x, pids_limit: 1, deploy: { resources: { limits: { pids: 2 } } } } }\n',
  'pids_limit agrees':
    'services: { a: { image: x, pids_limit: 2, deploy: { resources: { limits: { pids: 2 } } } } }\n',
  'container_name and scale': 'services: { a: { image: x, container_name: aa, scale: 2 } }\n',
  'container_name and one replica':
    'services: { a: { image: x, container_name: aa, deploy: { replicas: 1 } } }\n',
  'container_name and replicas':
    'services: { a: { image: x, container_name: aa, deploy: { replicas: 2 } } }\n',
  'container_name twice':
    'services: { a: { image: x, container_name: aa }, b: { image: x, container_name: aa } }\n',
  'container_name twice, one inactive':
    'services: { a: { image: x, container_name: aa }, b: { image: x, container_name: aa, profiles: [p] } }\n',
  'container_name of a service name':
    'services: { a: { image: x, container_name: bb }, bb: { image: x } }\n',
  'a tmpfs and a volume on one target':
    'services: { a: { image: x, volumes: ["/d"], tmpfs: [/d] } }\n',
  'a tmpfs with options and a volume':
    'services: { a: { image: x, volumes: ["/d"], tmpfs: ["/d:size=1m"] } }\n',
  'a dependency cycle':
    'services: { a: { image: x, depends_on: [b] }, b: { image: x, depends_on: [a] } }\n',
  'a dependency cycle of three':
    'services: { a: { image: x, depends_on: [b] }, b: { image: x, links: [c] }, c: { image: x, volumes_from: [a] } }\n',
  'a cycle that is not required':
    'services: { a: { image: x, depends_on: { b: { condition: service_started, required: false } } }, b: { image: x, depends_on: [a] } }\n',
  'a cycle of an inactive service':
    'services: { z: { image: z }, a: { image: x, depends_on: [b], profiles: [p] }, b: { image: x, depends_on: [a], profiles: [p] } }\n',
  'a dependency on an inactive service':
    'services: { a: { image: x, depends_on: [b] }, b: { image: x, profiles: [p] } }\n',
  'network_mode of an undefined service':
    'services: { a: { image: x, network_mode: "service:b" } }\n',
  'network_mode of itself': 'services: { a: { image: x, network_mode: "service:a" } }\n',
  'additional contexts of an undefined service':
    'services: { a: { build: { context: ., additional_contexts: { b: "service:b" } } } }\n',
  'additional contexts of a service without build':
    'services: { a: { build: { context: ., additional_contexts: { b: "service:b" } } }, b: { image: x } }\n',
  'additional contexts of a service with build':
    'services: { a: { build: { context: ., additional_contexts: { b: "service:b" } } }, b: { build: ./b } }\n',
  'a secret without a source':
    'services: { a: { image: x, secrets: [s] } }\nsecrets: { s: { name: y } }\n',
  'an external secret':
    'services: { a: { image: x, secrets: [s] } }\nsecrets: { s: { external: true } }\n',
  'an empty healthcheck test': 'services: { a: { image: x, healthcheck: { test: [] } } }\n',
  'service_healthy without a healthcheck':
    'services: { a: { image: x, depends_on: { b: { condition: service_healthy } } }, b: { image: x } }\n',
  'the same port twice':
    'services: { a: { image: x, ports: ["80:80"] }, b: { image: x, ports: ["80:80"] } }\n',
  'ports with replicas': 'services: { a: { image: x, ports: ["80:80"], scale: 2 } }\n',
  'watch without a target':
    'services: { a: { build: ., develop: { watch: [{ path: ., action: sync+restart }] } } }\n',
  'an implicit default network':
    'services: { a: { image: x }, b: { image: x, network_mode: none } }\n',
  'no default network':
    'services: { a: { image: x, networks: [n] } }\nnetworks: { n: , default: { driver: overlay } }\n',
  'the default network has a name':
    'services: { a: { image: x } }\nnetworks: { default: { name: mine, external: true } }\n',
};

export const consistencyProjects: readonly DifferentialCase[] = Object.entries(texts).map(
  ([name, text]) => ({ id: `consistency: ${name}`, files: { 'compose.yaml': text } }),
);
